package org.otium.learners.classification;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.learners.common.Features;

/**
 * The coefficients of softmax regression, over features or over features and the logarithms of the
 * shares of another head.
 */
final class LinearHead {
  /** Below this a share is taken for this, so that its logarithm is finite. */
  private static final float LEAST_SHARE = 1e-4f;

  private static final String BELOW = "below/";

  private final int[] classIds;
  private final Standardisation standard;
  private final double[] parameters;
  private final @Nullable LinearHead below;

  LinearHead(
      int[] classIds, Standardisation standard, double[] parameters, @Nullable LinearHead below) {
    this.classIds = classIds;
    this.standard = standard;
    this.parameters = parameters;
    this.below = below;
  }

  /** How many features samples have. */
  int dimension() {
    return below == null ? standard.mean().length : below.dimension();
  }

  int classes() {
    return classIds.length;
  }

  Labels predict(Matrix features, Compute compute) {
    Features.requireLike(features, dimension());
    return Labels.soft(
        classIds, Matrix.wrap(features.rows(), classIds.length, shares(features, compute)));
  }

  private float[] shares(Matrix features, Compute compute) {
    Matrix seen = below == null ? features : below.andLogShares(features, compute);
    return CrossEntropy.shares(
        standard.apply(seen), seen.rows(), seen.columns(), parameters, compute);
  }

  /** The features, and beside them the logarithms of the shares of this head's classes. */
  Matrix andLogShares(Matrix features, Compute compute) {
    int n = features.rows();
    int d = features.columns();
    int k = classIds.length;
    float[] shares = shares(features, compute);
    float[] both = new float[Math.multiplyExact(n, d + k)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(features.array(), i * d, both, i * (d + k), d);
      for (int c = 0; c < k; c++) {
        both[i * (d + k) + d + c] = (float) Math.log(Math.max(LEAST_SHARE, shares[i * k + c]));
      }
    }
    return Matrix.wrap(n, d + k, both);
  }

  NamedArrays state() {
    NamedArrays state =
        NamedArrays.empty()
            .with("classes", Arrays.stream(classIds).asDoubleStream().toArray())
            .with("mean", standard.mean())
            .with("scale", standard.scale())
            .with("coefficients", parameters);
    return below == null ? state : state.withAll(BELOW, below.state());
  }

  static LinearHead restore(NamedArrays state, int threads) {
    NamedArrays under = state.under(BELOW);
    LinearHead below = under.names().iterator().hasNext() ? restore(under, threads) : null;
    int[] ids = Arrays.stream(array(state, "classes")).mapToInt(id -> (int) id).toArray();
    double[] mean = array(state, "mean");
    double[] scale = array(state, "scale");
    double[] parameters = array(state, "coefficients");
    int seen = below == null ? mean.length : below.dimension() + below.classes();
    if (ids.length == 0 || mean.length != seen || scale.length != seen) {
      throw foreign("mean");
    }
    if (parameters.length != (long) ids.length * (seen + 1)
        || !Arrays.stream(parameters).allMatch(Double::isFinite)) {
      throw foreign("coefficients");
    }
    return new LinearHead(ids, new Standardisation(mean, scale, threads), parameters, below);
  }

  static double[] array(NamedArrays state, String name) {
    return state.get(name).orElseThrow(() -> foreign(name));
  }

  static InvalidInputException foreign(String name) {
    return new InvalidInputException(
        "the array '" + name + "' of a linear probe is missing or does not fit the others",
        "Give what a linear probe has kept.");
  }
}
