/** Subsets, splits, concatenations and resampling of labelled datasets. */
@NullMarked
package org.otium.data;

import org.jspecify.annotations.NullMarked;
