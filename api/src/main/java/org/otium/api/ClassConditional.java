package org.otium.api;

import java.util.Arrays;

/**
 * One class of a dataset as a measure on feature space: an atom w_c δ_{μ_c} of the measure over
 * measures P = Σ_c w_c δ_{μ_c} (WoW, "Wasserstein over Wasserstein (WoW) Space").
 *
 * @param classId the class
 * @param name its name
 * @param mass w_c, the share of the dataset's mass that the class holds
 * @param measure μ_c, a probability measure
 * @param samples where its points lie in the dataset, in the order of the measure's points
 */
public record ClassConditional(
    int classId, String name, double mass, DiscreteMeasure measure, int[] samples) {
  /** Copies the positions. */
  public ClassConditional {
    samples = samples.clone();
  }

  /**
   * Where the points lie in the dataset.
   *
   * @return a copy of the sample indices
   */
  @Override
  public int[] samples() {
    return samples.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassConditional c
        && c.classId == classId
        && c.mass == mass
        && c.name.equals(name)
        && Arrays.equals(c.samples, samples)
        && c.measure.equals(measure);
  }

  @Override
  public int hashCode() {
    return 31 * classId + Arrays.hashCode(samples);
  }
}
