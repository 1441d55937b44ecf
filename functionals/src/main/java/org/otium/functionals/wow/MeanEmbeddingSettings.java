package org.otium.functionals.wow;

import org.otium.settings.Setting;

/**
 * A kernel between points, averaged over pairs.
 *
 * @param kernel its form
 * @param bandwidth h of the Gaussian kernel
 * @param exponent r of the Riesz kernel
 * @param smoothing δ of the Riesz kernel
 */
public record MeanEmbeddingSettings(
    @Setting(
            doc =
                "The kernel on features: gaussian exp(−‖x−y‖²/2h), riesz −‖x−y‖^r (the energy distance for 1), or linear ⟨x, y⟩.",
            defaultValue = "gaussian")
        Form kernel,
    @Setting(
            doc = "h of the gaussian kernel, in squared feature units.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double bandwidth,
    @Setting(
            doc = "r of the riesz kernel.",
            defaultValue = "1",
            min = 0,
            max = 2,
            exclusiveMin = true)
        double exponent,
    @Setting(
            doc = "δ: the riesz kernel is smooth for distances below it, in feature units.",
            defaultValue = "1e-4",
            min = 0,
            exclusiveMin = true)
        double smoothing) {
  /** The form of a kernel. */
  public enum Form {
    /** exp(−‖x − y‖²/2h). */
    GAUSSIAN,
    /** −‖x − y‖^r, smoothed as {@link SlicedKernel#riesz} is. */
    RIESZ,
    /** ⟨x, y⟩. */
    LINEAR
  }

  /**
   * The Gaussian kernel.
   *
   * @param bandwidth h
   * @return the settings
   */
  public static MeanEmbeddingSettings gaussian(double bandwidth) {
    return new MeanEmbeddingSettings(Form.GAUSSIAN, bandwidth, 1, 1e-4);
  }

  /**
   * The Riesz kernel.
   *
   * @param exponent r
   * @return the settings
   */
  public static MeanEmbeddingSettings riesz(double exponent) {
    return new MeanEmbeddingSettings(Form.RIESZ, 1, exponent, 1e-4);
  }

  /**
   * The linear kernel.
   *
   * @return the settings
   */
  public static MeanEmbeddingSettings linear() {
    return new MeanEmbeddingSettings(Form.LINEAR, 1, 1, 1e-4);
  }
}
