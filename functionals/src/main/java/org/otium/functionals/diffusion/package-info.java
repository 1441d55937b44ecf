/** Internal energies ℱ(ρ) = ∫ f(ρ(x)) dx (DD eq. 9): particles that spread. */
@NullMarked
package org.otium.functionals.diffusion;

import org.jspecify.annotations.NullMarked;
