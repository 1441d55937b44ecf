package org.otium.functionals.wow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.DiscreteMeasure;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.Weights;
import org.otium.testkit.MeasureKernelContract;

class PointKernelsTest {
  private static final DiscreteMeasure A =
      new DiscreteMeasure(
          Matrix.of(new double[][] {{0, 0}, {1, 0}}), Weights.probability(0.25, 0.75));
  private static final DiscreteMeasure B =
      DiscreteMeasure.uniform(Matrix.of(new double[][] {{0, 2}, {1, 2}, {3, 0}}));

  @Nested
  class Gaussian extends MeasureKernelContract {
    @Override
    protected MeasureKernel kernel() {
      return new MeanEmbeddingKernel(MeanEmbeddingSettings.gaussian(1), Wow.COMPUTE);
    }
  }

  @Nested
  class Energy extends MeasureKernelContract {
    @Override
    protected MeasureKernel kernel() {
      return new MeanEmbeddingKernel(MeanEmbeddingSettings.riesz(1), Wow.COMPUTE);
    }
  }

  @Nested
  class Linear extends MeasureKernelContract {
    @Override
    protected MeasureKernel kernel() {
      return new MeanEmbeddingKernel(MeanEmbeddingSettings.linear(), Wow.COMPUTE);
    }
  }

  @Nested
  class LabelProduct extends MeasureKernelContract {
    @Override
    protected MeasureKernel kernel() {
      return new LabelProductKernel(new LabelProductSettings(2, 3, 4), Wow.COMPUTE);
    }
  }

  private static double mean(DoubleUnaryOperator ofSquared) {
    double sum = 0;
    for (int i = 0; i < A.size(); i++) {
      for (int j = 0; j < B.size(); j++) {
        double x = A.points().get(i, 0) - B.points().get(j, 0);
        double y = A.points().get(i, 1) - B.points().get(j, 1);
        sum += A.weights().get(i) / 3 * ofSquared.applyAsDouble(x * x + y * y);
      }
    }
    return sum;
  }

  private static double value(MeasureKernel kernel) {
    return kernel.between(List.of(A), List.of(B), 0)[0][0];
  }

  @Test
  void meanEmbeddingIsTheMeanOverPairs() {
    assertEquals(
        mean(s -> Math.exp(-s / (2 * 0.7))),
        value(new MeanEmbeddingKernel(MeanEmbeddingSettings.gaussian(0.7), Wow.COMPUTE)),
        1e-6);
    assertEquals(
        mean(s -> -Math.sqrt(s)),
        value(new MeanEmbeddingKernel(MeanEmbeddingSettings.riesz(1), Wow.COMPUTE)),
        1e-6);
    // Means (0.75, 0) and (4/3, 4/3).
    assertEquals(
        1, value(new MeanEmbeddingKernel(MeanEmbeddingSettings.linear(), Wow.COMPUTE)), 1e-6);
  }

  @Test
  void labelProductComparesMeansAndCovariances() {
    // Σ_A = diag(3/16, 0); Σ_B of (0, 2), (1, 2), (3, 0).
    double mx = 0.75 - 4 / 3.0;
    double my = -4 / 3.0;
    double xx = 10 / 3.0 - 16 / 9.0;
    double yy = 8 / 3.0 - 16 / 9.0;
    double xy = 2 / 3.0 - 16 / 9.0;
    double gap = Math.pow(xx - 3 / 16.0, 2) + yy * yy + 2 * xy * xy;
    double expected =
        mean(s -> Math.exp(-s / 4)) * Math.exp(-(mx * mx + my * my) / 6) * Math.exp(-gap / 8);
    assertEquals(
        expected,
        value(new LabelProductKernel(new LabelProductSettings(2, 3, 4), Wow.COMPUTE)),
        1e-6);
  }
}
