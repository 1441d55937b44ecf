/** Measuring what datasets that were made do for learning. */
@NullMarked
package org.otium.app.experiment.transfer;

import org.jspecify.annotations.NullMarked;
