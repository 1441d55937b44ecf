package org.otium.app.estimate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work of solvers and functionals, added up. */
final class Work {
  /** Entries of a cost a second and thread that one pass of a solver looks at. */
  private static final double ENTRIES = 5e8;

  /** Passes until transport has converged, from where the last step of a flow ended or anew. */
  private static final double WARM_PASSES = 60;

  static final double COLD_PASSES = 300;

  /** Operations of plain loops a second. */
  private static final double PLAIN = 3e8;

  /** Those of loops that the compiler makes vectors of. */
  private static final double FAST = 3.5e9;

  /** What every run takes: plots, files, the report. */
  private static final double OVERHEAD = 2;

  private final int d;
  private final int firstClasses;
  private final int lastClasses;
  private final int threads;
  private final double budget;
  double bytes;
  double seconds = OVERHEAD;

  Work(int d, int firstClasses, int lastClasses, int threads, double budget) {
    this.d = d;
    this.firstClasses = firstClasses;
    this.lastClasses = lastClasses;
    this.threads = threads;
    this.budget = budget;
  }

  /** One evaluation with its gradient, of every term. */
  void functional(@Nullable Object spec, int n, int m) {
    if (!(spec instanceof Map<?, ?> map)) {
      return;
    }
    if (map.get("terms") instanceof List<?> terms) {
      for (Object term : terms) {
        functional(term instanceof Map<?, ?> one ? one.get("functional") : term, n, m);
      }
    } else if (map.containsKey("solver")) {
      transport(n, m, WARM_PASSES, !Boolean.FALSE.equals(map.get("debiased")));
      if (map.get("label-distance") instanceof Map<?, ?> label
          && !"means".equals(label.get("name"))) {
        classes(n, m, 1);
      }
    } else if (map.get("kernel") instanceof Map<?, ?> kernel) {
      kernel(kernel, n, (double) n + m);
    } else if (map.get("encoders") instanceof List<?> encoders) {
      embedded(map, encoders, n, m);
    } else if (map.containsKey("neighbours") || "kernel-interaction".equals(map.get("name"))) {
      seconds += (double) n * n * d / (PLAIN * threads);
    } else {
      seconds += 4.0 * n * d / PLAIN;
    }
  }

  /** Projections and sorts of all classes, or pairs of particles with all samples. */
  private void kernel(Map<?, ?> kernel, double n, double rows) {
    if (kernel.get("directions") instanceof Number directions) {
      double slices = directions.doubleValue();
      seconds += 4 * slices * rows * d / (Rates.OPERATIONS * threads);
      seconds += 10 * slices * rows * Math.log(rows) / (PLAIN * threads);
      bytes += 4 * slices * rows;
    } else {
      // Squared distances for values and again for gradients, and the product that adds those up.
      seconds += 6 * n * rows * d / (Rates.OPERATIONS * threads) + 2 * n * rows / (PLAIN * threads);
      bytes += 8 * rows * d;
      if (kernel.get("covariance-bandwidth") instanceof Number) {
        gaussians(n);
      }
    }
  }

  /** Covariances of the classes that move, and each beside those of all classes. */
  private void gaussians(double n) {
    double a = firstClasses;
    double all = a + lastClasses;
    double square = (double) d * d;
    seconds +=
        4 * n * square / (Rates.OPERATIONS * threads) + 3 * a * all * square / (FAST * threads);
    bytes += 4 * all * square;
  }

  /** Entropic transport, with the two problems of a dataset with itself where it is debiased. */
  void transport(int n, int m, double passes, boolean isDebiased) {
    double entries = (double) n * m + (isDebiased ? (double) n * n + (double) m * m : 0);
    double costs = 2.0 * d * entries / (Rates.OPERATIONS * threads);
    // What does not fit is computed anew at every pass.
    boolean isStored = 4.0 * Math.max(n, m) * Math.max(n, m) <= budget;
    seconds += isStored ? costs + passes * entries / (ENTRIES * threads) : passes * costs;
    bytes += isStored ? 4.0 * entries : 64 << 20;
  }

  /** Covariances of classes, and distances between all pairs of them. */
  void classes(int n, int m, double times) {
    double a = firstClasses;
    double b = lastClasses;
    double rank = Math.min(d, Math.max(n / a, m / b));
    double cross = 2.0 * d * rank * rank + 20 * rank * rank * rank;
    seconds += times * (a * b + a * a) * cross / (Rates.OPERATIONS * threads);
    bytes += 8 * (a + b) * rank * d;
  }

  /** A functional of what random maps make of particles and of a batch of the target. */
  private void embedded(Map<?, ?> spec, List<?> encoders, int n, int m) {
    int batch = spec.get("target-batch") instanceof Number b ? b.intValue() : m;
    int target = Math.min(m, batch * firstClasses);
    functional(spec.get("functional"), n, target);
    double rows = (double) n + target;
    for (Object encoder : encoders) {
      if (encoder instanceof Map<?, ?> one && one.get("filters") instanceof Number filters) {
        // Three layers of 3×3 filters on images of a quarter of the pixels each, and back.
        double f = filters.doubleValue();
        seconds += 3 * rows * d * 18 * (f + f * f / 4 + f * f / 16) / (Rates.OPERATIONS * threads);
        bytes += 4 * rows * d * f * 2;
      } else {
        seconds += 10 * rows * d / PLAIN;
      }
    }
  }

  /** Principal components: a covariance, its vectors, and what they make of so many samples. */
  void components(double learned, double features, double kept, double samples) {
    double rank = Math.min(learned, features);
    double products = 2 * learned * features * rank + 20 * rank * rank * rank;
    seconds += (products + 2 * samples * features * kept) / (Rates.OPERATIONS * threads);
  }

  /** Random filters of 3×3 pixels, each block on a quarter of the pixels of the one before. */
  void filters(double samples, double pixels, int channels, int filters, int blocks) {
    double in = channels;
    double left = pixels;
    for (int b = 0; b < blocks; b++) {
      seconds += 18 * samples * left * in * filters / (Rates.OPERATIONS / 3 * threads);
      in = filters;
      left /= 4;
    }
  }
}
