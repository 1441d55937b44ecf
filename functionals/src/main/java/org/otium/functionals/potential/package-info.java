/** Potential energies 𝒱(ρ) = ∫ V dρ (DD eq. 10): constraints on each sample by itself. */
@NullMarked
package org.otium.functionals.potential;

import org.jspecify.annotations.NullMarked;
