package org.otium.api;

import java.util.Arrays;

/** What the labels of a flow's particles stand for: a distribution ν on feature space each. */
public sealed interface LabelMeasures {
  /** The class-conditional measures of the particles themselves, wherever these are (fd). */
  record Empirical() implements LabelMeasures {}

  /**
   * A Gaussian for each class, a variable of its own (jd-fl, DD algorithm 2).
   *
   * @param classIds the classes, ascending
   * @param gaussians one a class, in this order
   */
  record PerClass(int[] classIds, GaussianFamily gaussians) implements LabelMeasures {
    /** Copies the ids. */
    public PerClass {
      classIds = classIds.clone();
      if (classIds.length != gaussians.size()) {
        throw new InvalidInputException(
            classIds.length + " classes but " + gaussians.size() + " Gaussians",
            "Give one Gaussian a class.");
      }
    }

    /**
     * The classes.
     *
     * @return a copy, ascending
     */
    @Override
    public int[] classIds() {
      return classIds.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof PerClass p
          && Arrays.equals(p.classIds, classIds)
          && p.gaussians.equals(gaussians);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(classIds) + gaussians.hashCode();
    }
  }

  /**
   * A Gaussian for each particle (jd-vl, DD algorithm 3). The class ids of the particles are what a
   * clustering makes of these.
   *
   * @param gaussians one a particle
   */
  record PerParticle(GaussianFamily gaussians) implements LabelMeasures {}
}
