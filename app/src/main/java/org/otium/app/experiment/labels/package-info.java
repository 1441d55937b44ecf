/** Statistics of the classes of datasets, and distances between all classes. */
@NullMarked
package org.otium.app.experiment.labels;

import org.jspecify.annotations.NullMarked;
