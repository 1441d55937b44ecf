package org.otium.data.synthetic;

import org.otium.api.DatasetSource;
import org.otium.api.LabeledDataset;
import org.otium.data.common.Draws;

/**
 * The rings that WoW flows to (slides, "Synthetic Data"): evenly spaced points on circles, the
 * first of each at its top, and the heap N((−radius, 0), noise²·I) of all classes that the flow
 * starts from.
 */
public final class RingsSource implements DatasetSource {
  private static final double HEAP = 1.0 / 30;
  private final RingsSettings settings;

  /**
   * The source.
   *
   * @param settings its numbers
   */
  public RingsSource(RingsSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset generate(long seed) {
    Draws draws = new Draws(seed);
    PointCloud cloud = new PointCloud(settings.classes(), settings.perClass(), 2);
    boolean start = settings.stage() == RingsSettings.Stage.START;
    double radius = settings.radius();
    double heap = settings.noise() > 0 ? settings.noise() : HEAP * radius;
    for (int c = 0; c < settings.classes(); c++) {
      for (int i = 0; i < settings.perClass(); i++) {
        if (start) {
          cloud.add(c, -radius + heap * draws.normal(), heap * draws.normal());
        } else {
          double angle = 2 * StrictMath.PI * i / settings.perClass();
          double x = radius * StrictMath.sin(angle) - settings.spacing() * c;
          double y = radius * StrictMath.cos(angle);
          cloud.add(
              c, x + settings.noise() * draws.normal(), y + settings.noise() * draws.normal());
        }
      }
    }
    return cloud.toDataset(start ? "rings-start" : "rings");
  }
}
