/** Flowing one dataset towards another. */
@NullMarked
package org.otium.app.experiment.flow;

import org.jspecify.annotations.NullMarked;
