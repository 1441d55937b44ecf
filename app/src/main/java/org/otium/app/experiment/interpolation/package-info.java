/** Making datasets between others. */
@NullMarked
package org.otium.app.experiment.interpolation;

import org.jspecify.annotations.NullMarked;
