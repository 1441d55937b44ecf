/** Sums over all pairs of particles. */
@NullMarked
package org.otium.functionals.pairwise;

import org.jspecify.annotations.NullMarked;
