package org.otium.data.synthetic;

import org.otium.api.DatasetSource;
import org.otium.api.LabeledDataset;
import org.otium.data.common.Draws;

/**
 * Points (t cos t, h, t sin t) with t uniform in [3π/2, 9π/2] and h uniform in [0, height]
 * (Marsland); class c has the c-th of equal parts of the range of t.
 */
public final class SwissRollSource implements DatasetSource {
  private final SwissRollSettings settings;

  /**
   * The source.
   *
   * @param settings its numbers
   */
  public SwissRollSource(SwissRollSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset generate(long seed) {
    Draws draws = new Draws(seed);
    PointCloud cloud = new PointCloud(settings.classes(), settings.perClass(), 3);
    double noise = settings.noise();
    for (int c = 0; c < settings.classes(); c++) {
      for (int i = 0; i < settings.perClass(); i++) {
        double along = (c + draws.uniform()) / settings.classes();
        double t = 1.5 * StrictMath.PI * (1 + 2 * along);
        double h = settings.height() * draws.uniform();
        cloud.add(
            c,
            t * StrictMath.cos(t) + noise * draws.normal(),
            h + noise * draws.normal(),
            t * StrictMath.sin(t) + noise * draws.normal());
      }
    }
    return cloud.toDataset("swiss-roll");
  }
}
