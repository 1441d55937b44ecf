/** Maps between datasets and interpolations of several. */
@NullMarked
package org.otium.interpolation;

import org.jspecify.annotations.NullMarked;
