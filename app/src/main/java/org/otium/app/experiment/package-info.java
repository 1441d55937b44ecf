/**
 * What the commands do: prepare datasets, run a flow or a comparison, and write down what came out.
 */
@NullMarked
package org.otium.app.experiment;

import org.jspecify.annotations.NullMarked;
