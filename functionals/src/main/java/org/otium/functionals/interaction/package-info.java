/**
 * Interaction energies 𝒲(ρ) = ½ ∬ W dρ dρ (DD eq. 11): samples that attract or repel each other.
 */
@NullMarked
package org.otium.functionals.interaction;

import org.jspecify.annotations.NullMarked;
