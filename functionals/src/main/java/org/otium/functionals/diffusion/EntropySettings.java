package org.otium.functionals.diffusion;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.settings.Setting;

/**
 * An entropy and how particles descend it.
 *
 * @param temperature T: the flow of the entropy alone is the heat equation ∂ρ/∂t = T·Δρ
 * @param method how
 * @param bandwidth the width of the blobs
 * @param neighbours which neighbour the value of the noise method is estimated from
 */
public record EntropySettings(
    @Setting(
            doc = "T: the law spreads like heat of this conductivity, by 2T a time unit and axis.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double temperature,
    @Setting(
            doc =
                "How particles spread: noise (random, any dimension) or blob (smooth, up to 3-D).",
            defaultValue = "noise")
        Method method,
    @Setting(
            doc = "Width of a blob: a length, or a multiple of the spacing of the first particles.",
            defaultValue = "2 * spacing")
        Bandwidth bandwidth,
    @Setting(
            doc = "With noise, the value is estimated from the distance to this nearest neighbour.",
            defaultValue = "4",
            min = 1,
            max = 100)
        int neighbours) {
  /** How particles descend an entropy. */
  public enum Method {
    /** Each takes a random step: Euler–Maruyama (DD §5). */
    NOISE,
    /** Each is pushed by the others' density (the blob method). */
    BLOB
  }

  /**
   * The entropy.
   *
   * @param compute linear algebra, threads and memory
   * @return a functional
   */
  public Functional functional(Compute compute) {
    return switch (method) {
      case NOISE -> new NoiseEntropy(temperature, neighbours, compute);
      case BLOB -> new BlobEnergy("entropy", 1, temperature, bandwidth, compute);
    };
  }
}
