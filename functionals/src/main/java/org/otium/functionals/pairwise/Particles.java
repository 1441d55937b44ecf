package org.otium.functionals.pairwise;

import org.otium.api.LabeledDataset;

/** What sums over particles read again and again. */
public final class Particles {
  private Particles() {}

  /**
   * The class of every particle.
   *
   * @param particles n particles
   * @return n class ids, the most likely ones where labels are soft
   */
  public static int[] classes(LabeledDataset particles) {
    int[] classes = new int[particles.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = particles.labels().classOf(i);
    }
    return classes;
  }
}
