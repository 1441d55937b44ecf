package org.otium.data.synthetic;

import org.otium.api.DatasetSource;
import org.otium.api.LabeledDataset;
import org.otium.data.common.Draws;

/**
 * Gaussian classes whose means lie on a sphere about the origin: evenly on the circle in the plane,
 * evenly spaced on the line, in random directions in more dimensions.
 */
public final class GaussianMixtureSource implements DatasetSource {
  private final GaussianMixtureSettings settings;

  /**
   * The source.
   *
   * @param settings its numbers
   */
  public GaussianMixtureSource(GaussianMixtureSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset generate(long seed) {
    int d = settings.dimension();
    Draws draws = new Draws(seed);
    PointCloud cloud = new PointCloud(settings.classes(), settings.perClass(), d);
    double[] point = new double[d];
    double[] scaled = new double[d];
    for (int c = 0; c < settings.classes(); c++) {
      double[] mean = mean(c, draws);
      double[] deviations = deviations();
      double[][] axes = settings.anisotropy() > 1 && d > 1 ? rotation(d, draws) : new double[0][];
      for (int i = 0; i < settings.perClass(); i++) {
        for (int j = 0; j < d; j++) {
          scaled[j] = deviations[j] * draws.normal();
        }
        for (int j = 0; j < d; j++) {
          double turned = scaled[j];
          if (axes.length > 0) {
            turned = 0;
            for (int k = 0; k < d; k++) {
              turned += axes[k][j] * scaled[k];
            }
          }
          point[j] = mean[j] + turned;
        }
        cloud.add(c, point);
      }
    }
    return cloud.toDataset("gaussian-mixture");
  }

  private double[] mean(int c, Draws draws) {
    int d = settings.dimension();
    double radius = settings.radius();
    double[] mean = new double[d];
    if (d == 1) {
      mean[0] = settings.classes() == 1 ? 0 : radius * (2.0 * c / (settings.classes() - 1) - 1);
    } else if (d == 2) {
      double angle = 2 * StrictMath.PI * c / settings.classes();
      mean[0] = radius * StrictMath.cos(angle);
      mean[1] = radius * StrictMath.sin(angle);
    } else {
      unit(mean, draws);
      for (int j = 0; j < d; j++) {
        mean[j] *= radius;
      }
    }
    return mean;
  }

  /** Standard deviations in geometric progression with the given mean and ratio. */
  private double[] deviations() {
    int d = settings.dimension();
    double[] deviations = new double[d];
    double log = StrictMath.log(settings.anisotropy());
    for (int j = 0; j < d; j++) {
      double position = d == 1 ? 0 : (double) j / (d - 1) - 0.5;
      deviations[j] = settings.deviation() * StrictMath.exp(log * position);
    }
    return deviations;
  }

  private static void unit(double[] out, Draws draws) {
    double squares = 0;
    while (squares < 1e-12) {
      squares = 0;
      for (int j = 0; j < out.length; j++) {
        out[j] = draws.normal();
        squares += out[j] * out[j];
      }
    }
    double norm = Math.sqrt(squares);
    for (int j = 0; j < out.length; j++) {
      out[j] /= norm;
    }
  }

  /** Orthonormal rows, by Gram–Schmidt on random directions. */
  private static double[][] rotation(int d, Draws draws) {
    double[][] rows = new double[d][d];
    for (int k = 0; k < d; k++) {
      double norm = 0;
      while (norm < 1e-6) {
        unit(rows[k], draws);
        for (int before = 0; before < k; before++) {
          double dot = 0;
          for (int j = 0; j < d; j++) {
            dot += rows[k][j] * rows[before][j];
          }
          for (int j = 0; j < d; j++) {
            rows[k][j] -= dot * rows[before][j];
          }
        }
        norm = 0;
        for (double value : rows[k]) {
          norm += value * value;
        }
        norm = Math.sqrt(norm);
      }
      for (int j = 0; j < d; j++) {
        rows[k][j] /= norm;
      }
    }
    return rows;
  }
}
