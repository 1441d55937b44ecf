/** Labelled point clouds with known geometry. */
@NullMarked
package org.otium.data.synthetic;

import org.jspecify.annotations.NullMarked;
