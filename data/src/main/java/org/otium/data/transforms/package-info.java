/** Transforms of datasets: other sizes of images, fewer samples. */
@NullMarked
package org.otium.data.transforms;

import org.jspecify.annotations.NullMarked;
