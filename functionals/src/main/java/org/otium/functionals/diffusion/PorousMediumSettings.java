package org.otium.functionals.diffusion;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.settings.Setting;

/**
 * The internal energy of a gas.
 *
 * @param exponent m
 * @param strength c: the flow of the energy alone is ∂ρ/∂t = c·Δ(ρ^m)
 * @param bandwidth the width of the blobs
 */
public record PorousMediumSettings(
    @Setting(
            doc = "m: the larger, the more dense regions spread and thin ones stay.",
            defaultValue = "2",
            min = 1,
            max = 10,
            exclusiveMin = true)
        double exponent,
    @Setting(
            doc = "What the energy is multiplied by.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double strength,
    @Setting(
            doc = "Width of a blob: a length, or a multiple of the spacing of the first particles.",
            defaultValue = "2 * spacing")
        Bandwidth bandwidth) {
  /**
   * The energy.
   *
   * @param compute linear algebra, threads and memory
   * @return a functional
   */
  public Functional functional(Compute compute) {
    return new BlobEnergy("porous-medium", exponent, strength, bandwidth, compute);
  }
}
