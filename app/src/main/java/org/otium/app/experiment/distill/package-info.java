/** Condensing datasets. */
@NullMarked
package org.otium.app.experiment.distill;

import org.jspecify.annotations.NullMarked;
