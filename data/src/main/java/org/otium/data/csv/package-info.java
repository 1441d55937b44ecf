/** Tables of comma-separated values with a column of labels. */
@NullMarked
package org.otium.data.csv;

import org.jspecify.annotations.NullMarked;
