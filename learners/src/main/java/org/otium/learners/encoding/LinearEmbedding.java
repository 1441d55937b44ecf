package org.otium.learners.encoding;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.learners.common.Features;
import org.otium.numerics.ParallelLoop;

/** V·(x − mean), each component divided by a scale, and back. */
final class LinearEmbedding implements Encoder.Embedding {
  private static final int ROWS = 512;

  private final double[] mean;
  private final float[] forward;
  private final float[] back;
  private final int components;
  private final FeatureShape shape;
  private final Compute compute;

  /** The directions are the orthonormal rows of V. */
  LinearEmbedding(
      double[] mean, double[] directions, double[] scale, FeatureShape shape, Compute compute) {
    int d = mean.length;
    this.mean = mean;
    this.components = scale.length;
    this.shape = shape;
    this.compute = compute;
    this.forward = new float[directions.length];
    this.back = new float[directions.length];
    for (int v = 0; v < directions.length; v++) {
      forward[v] = (float) (directions[v] / scale[v / d]);
      back[v] = (float) (directions[v] * scale[v / d]);
    }
  }

  @Override
  public LabeledDataset encode(LabeledDataset samples) {
    int d = mean.length;
    Features.requireLike(samples.features(), d);
    int n = samples.size();
    float[] values = samples.features().array();
    float[] out = new float[Math.multiplyExact(n, components)];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          float[] centred = new float[(to - from) * d];
          for (int i = from; i < to; i++) {
            for (int j = 0; j < d; j++) {
              centred[(i - from) * d + j] = (float) (values[i * d + j] - mean[j]);
            }
          }
          compute
              .linearAlgebra()
              .gemm(
                  Transpose.NO,
                  Transpose.YES,
                  to - from,
                  components,
                  d,
                  1f,
                  centred,
                  0,
                  d,
                  forward,
                  0,
                  d,
                  0f,
                  out,
                  from * components,
                  components);
        });
    return samples
        .withFeatures(Matrix.wrap(n, components, out))
        .withShape(FeatureShape.vector(components));
  }

  @Override
  public Optional<LabeledDataset> decode(LabeledDataset embedded) {
    Features.requireLike(embedded.features(), components);
    Matrix decoded = combined(embedded.features(), back, mean);
    return Optional.of(embedded.withFeatures(decoded).withShape(shape));
  }

  @Override
  public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
    Features.requireLike(features, mean.length);
    Features.requireLike(gradient, components);
    Features.requirePaired(features, gradient);
    return Optional.of(combined(gradient, forward, new double[mean.length]));
  }

  /** Rows of directions added up with the given coefficients, from an origin. */
  private Matrix combined(Matrix coefficients, float[] directions, double[] origin) {
    int d = origin.length;
    int n = coefficients.rows();
    float[] out = new float[Math.multiplyExact(n, d)];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < d; j++) {
              out[i * d + j] = (float) origin[j];
            }
          }
          compute
              .linearAlgebra()
              .gemm(
                  Transpose.NO,
                  Transpose.NO,
                  to - from,
                  d,
                  components,
                  1f,
                  coefficients.array(),
                  from * components,
                  components,
                  directions,
                  0,
                  d,
                  1f,
                  out,
                  from * d,
                  d);
        });
    return Matrix.wrap(n, d, out);
  }
}
