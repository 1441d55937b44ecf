/** Dataset maps and interpolations between datasets. */
@NullMarked
package org.otium.interpolation;

import org.jspecify.annotations.NullMarked;
