/** Classifiers that learn from a dataset, are kept, and are tested on another. */
@NullMarked
package org.otium.app.experiment.classify;

import org.jspecify.annotations.NullMarked;
