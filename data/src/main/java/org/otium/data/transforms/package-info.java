/** Transforms of datasets: other sizes of images, other scales, fewer samples. */
@NullMarked
package org.otium.data.transforms;

import org.jspecify.annotations.NullMarked;
