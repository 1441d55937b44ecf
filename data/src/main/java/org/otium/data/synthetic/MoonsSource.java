package org.otium.data.synthetic;

import org.otium.api.DatasetSource;
import org.otium.api.LabeledDataset;
import org.otium.data.common.Draws;

/**
 * Class 0 lies on (cos t, sin t), class 1 on (1 − cos t, ½ − sin t), t evenly spaced in [0, π], as
 * in scikit-learn's make_moons.
 */
public final class MoonsSource implements DatasetSource {
  private final MoonsSettings settings;

  /**
   * The source.
   *
   * @param settings its numbers
   */
  public MoonsSource(MoonsSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset generate(long seed) {
    Draws draws = new Draws(seed);
    int n = settings.perClass();
    double noise = settings.noise();
    PointCloud cloud = new PointCloud(2, n, 2);
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < n; i++) {
        double t = n == 1 ? 0 : StrictMath.PI * i / (n - 1);
        double x = c == 0 ? StrictMath.cos(t) : 1 - StrictMath.cos(t);
        double y = c == 0 ? StrictMath.sin(t) : 0.5 - StrictMath.sin(t);
        cloud.add(c, x + noise * draws.normal(), y + noise * draws.normal());
      }
    }
    return cloud.toDataset("moons");
  }
}
