/** Comparing datasets. */
@NullMarked
package org.otium.app.experiment.distance;

import org.jspecify.annotations.NullMarked;
