/** Numerical kernels: log-sum-exp, cost tiles, sorting and small matrix problems. */
@NullMarked
package org.otium.numerics;

import org.jspecify.annotations.NullMarked;
