/** Linear algebra by OpenBLAS. */
@NullMarked
package org.otium.linalg.openblas;

import org.jspecify.annotations.NullMarked;
