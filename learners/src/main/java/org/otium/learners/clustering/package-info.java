/** Groupings of points without labels. */
@NullMarked
package org.otium.learners.clustering;

import org.jspecify.annotations.NullMarked;
