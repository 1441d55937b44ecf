package org.otium.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.otium.api.Weights;
import org.otium.models.torch.Tensors;

/** The mean squared error of a step over features and samples, each sample by its mass. */
public final class MeanSquares {
  private MeanSquares() {}

  /**
   * The part of some rows in it.
   *
   * @param offsets what was given less what is wanted, a row a sample
   * @param weights of all samples, with a sum of 1
   * @param learned how many samples are learned from in all
   * @param some sample indices of the step
   * @param from which of them the first row is
   * @return one number; those of all rows of the step are summed
   */
  public static NDArray part(NDArray offsets, Weights weights, int learned, int[] some, int from) {
    int n = Math.toIntExact(offsets.getShape().get(0));
    double d = (double) offsets.size() / n;
    float[] shares = new float[n];
    for (int b = 0; b < n; b++) {
      shares[b] = (float) (weights.get(some[from + b]) * learned / (some.length * d));
    }
    NDArray rows = offsets.reshape(n, -1);
    return rows.mul(rows).mul(Tensors.of(offsets.getManager(), shares, new Shape(n, 1))).sum();
  }
}
