/** Formats that labelled datasets are read from and written to. */
@NullMarked
package org.otium.data;

import org.jspecify.annotations.NullMarked;
