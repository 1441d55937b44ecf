/** The IDX format: images and labels in two files, as MNIST is published. */
@NullMarked
package org.otium.data.idx;

import org.jspecify.annotations.NullMarked;
