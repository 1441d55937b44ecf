package org.otium.functionals.interaction;

import org.otium.settings.Setting;

/**
 * A kernel and the pairs that it acts on.
 *
 * @param kernel its form
 * @param bandwidth σ of the Gaussian kernel
 * @param exponent p of the Riesz kernel
 * @param strength what the energy is multiplied by
 * @param pairs which pairs interact
 */
public record KernelInteractionSettings(
    @Setting(
            doc = "The kernel: gaussian exp(−r²/(2σ²)), of short reach, or riesz −r^p, of long.",
            defaultValue = "gaussian")
        Form kernel,
    @Setting(
            doc = "σ of the gaussian kernel, in feature units.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double bandwidth,
    @Setting(
            doc = "p of the riesz kernel.",
            defaultValue = "1",
            min = 0,
            max = 2,
            exclusiveMin = true)
        double exponent,
    @Setting(
            doc =
                "What the energy is multiplied by: above 0 samples repel each other, below attract.",
            defaultValue = "1")
        double strength,
    @Setting(doc = "Which pairs of samples interact.", defaultValue = "all") Pairs pairs) {
  /** The form of a kernel. */
  public enum Form {
    /** exp(−r²/(2σ²)). */
    GAUSSIAN,
    /** −r^p. */
    RIESZ
  }
}
