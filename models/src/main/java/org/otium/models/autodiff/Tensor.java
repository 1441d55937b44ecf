package org.otium.models.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.otium.api.Matrix;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.Tensors;

/**
 * Immutable numbers in double precision in rows and columns, or in any other shape, whose functions
 * PyTorch can differentiate. Shapes are brought together as in PyTorch: an axis of length one is
 * repeated. Tensors live as long as the evaluation that they are part of; do not keep them.
 */
public final class Tensor {
  private final NDArray array;

  Tensor(NDArray array) {
    this.array = array;
  }

  NDArray array() {
    return array;
  }

  /** A number that lasts until the derivatives have been taken; see {@link Autograd#backward}. */
  private NDArray number(double value) {
    return Tensors.of(array.getManager(), new double[] {value}, new Shape());
  }

  /**
   * Numbers that no derivative is taken by, in the same evaluation as this tensor.
   *
   * @param values row-major
   * @param shape how many along each axis; none for a single number
   * @return a tensor
   */
  public Tensor constant(double[] values, long... shape) {
    return new Tensor(Tensors.of(array.getManager(), values, new Shape(shape)));
  }

  /**
   * A matrix that no derivative is taken by, in the same evaluation as this tensor.
   *
   * @param matrix n×d
   * @return an n×d tensor
   */
  public Tensor constant(Matrix matrix) {
    Shape shape = new Shape(matrix.rows(), matrix.columns());
    try (NDArray narrow = Tensors.of(array.getManager(), matrix.array(), shape)) {
      return new Tensor(narrow.toType(DataType.FLOAT64, true));
    }
  }

  /**
   * How many numbers there are along each axis.
   *
   * @return the shape; empty for a single number
   */
  public long[] shape() {
    return array.getShape().getShape();
  }

  /**
   * The numbers, row-major.
   *
   * @return a copy
   */
  public double[] values() {
    return array.toDoubleArray();
  }

  /**
   * −x.
   *
   * @return entry by entry
   */
  public Tensor neg() {
    return new Tensor(array.neg());
  }

  /**
   * eˣ.
   *
   * @return entry by entry
   */
  public Tensor exp() {
    return new Tensor(array.exp());
  }

  /**
   * ln x, x positive.
   *
   * @return entry by entry
   */
  public Tensor log() {
    return new Tensor(array.log());
  }

  /**
   * √x; its derivative is infinite at 0.
   *
   * @return entry by entry
   */
  public Tensor sqrt() {
    return new Tensor(array.sqrt());
  }

  /**
   * |x|.
   *
   * @return entry by entry
   */
  public Tensor abs() {
    return new Tensor(array.abs());
  }

  /**
   * x².
   *
   * @return entry by entry
   */
  public Tensor square() {
    return new Tensor(array.mul(array));
  }

  /**
   * max(0, x).
   *
   * @return entry by entry
   */
  public Tensor relu() {
    return new Tensor(array.getNDArrayInternal().relu());
  }

  /**
   * tanh x.
   *
   * @return entry by entry
   */
  public Tensor tanh() {
    return new Tensor(array.tanh());
  }

  /**
   * 1/(1 + e⁻ˣ).
   *
   * @return entry by entry
   */
  public Tensor sigmoid() {
    return new Tensor(array.getNDArrayInternal().sigmoid());
  }

  /**
   * sin x.
   *
   * @return entry by entry
   */
  public Tensor sin() {
    return new Tensor(array.sin());
  }

  /**
   * cos x.
   *
   * @return entry by entry
   */
  public Tensor cos() {
    return new Tensor(array.cos());
  }

  /**
   * x + y.
   *
   * @param y another tensor
   * @return the result
   */
  public Tensor add(Tensor y) {
    return new Tensor(array.add(y.array));
  }

  /**
   * x + y.
   *
   * @param y a number
   * @return the result
   */
  public Tensor add(double y) {
    return new Tensor(array.add(number(y)));
  }

  /**
   * x − y.
   *
   * @param y another tensor
   * @return the result
   */
  public Tensor sub(Tensor y) {
    return new Tensor(array.sub(y.array));
  }

  /**
   * x − y.
   *
   * @param y a number
   * @return the result
   */
  public Tensor sub(double y) {
    return new Tensor(array.sub(number(y)));
  }

  /**
   * x·y, entry by entry.
   *
   * @param y another tensor
   * @return the result
   */
  public Tensor mul(Tensor y) {
    return new Tensor(array.mul(y.array));
  }

  /**
   * x·y, entry by entry.
   *
   * @param y a number
   * @return the result
   */
  public Tensor mul(double y) {
    return new Tensor(array.mul(number(y)));
  }

  /**
   * x/y, entry by entry.
   *
   * @param y another tensor
   * @return the result
   */
  public Tensor div(Tensor y) {
    return new Tensor(array.div(y.array));
  }

  /**
   * x/y, entry by entry.
   *
   * @param y a number
   * @return the result
   */
  public Tensor div(double y) {
    return new Tensor(array.div(number(y)));
  }

  /**
   * the larger of x and y.
   *
   * @param y another tensor
   * @return the result
   */
  public Tensor max(Tensor y) {
    return new Tensor(array.maximum(y.array));
  }

  /**
   * the larger of x and y.
   *
   * @param y a number
   * @return the result
   */
  public Tensor max(double y) {
    return new Tensor(array.maximum(number(y)));
  }

  /**
   * the smaller of x and y.
   *
   * @param y another tensor
   * @return the result
   */
  public Tensor min(Tensor y) {
    return new Tensor(array.minimum(y.array));
  }

  /**
   * the smaller of x and y.
   *
   * @param y a number
   * @return the result
   */
  public Tensor min(double y) {
    return new Tensor(array.minimum(number(y)));
  }

  /**
   * xᵖ.
   *
   * @param p the exponent
   * @return entry by entry
   */
  public Tensor pow(double p) {
    return new Tensor(array.pow(number(p)));
  }

  /**
   * The sum of all numbers.
   *
   * @return a single number
   */
  public Tensor sum() {
    return new Tensor(array.sum());
  }

  /**
   * Sums along an axis, which goes away.
   *
   * @param axis 0 for the rows
   * @return one axis less
   */
  public Tensor sum(int axis) {
    return new Tensor(array.sum(new int[] {axis}));
  }

  /**
   * The mean of all numbers.
   *
   * @return a single number
   */
  public Tensor mean() {
    return new Tensor(array.mean());
  }

  /**
   * Means along an axis, which goes away.
   *
   * @param axis 0 for the rows
   * @return one axis less
   */
  public Tensor mean(int axis) {
    return new Tensor(array.mean(new int[] {axis}));
  }

  /**
   * The largest numbers along an axis, which goes away.
   *
   * @param axis 0 for the rows
   * @return one axis less
   */
  public Tensor largest(int axis) {
    return new Tensor(array.max(new int[] {axis}));
  }

  /**
   * ln Σ eˣ along an axis, which goes away; without overflow.
   *
   * @param axis 0 for the rows
   * @return one axis less
   */
  public Tensor logSumExp(int axis) {
    NDArray largest = array.max(new int[] {axis}, true).stopGradient();
    NDArray sum = array.sub(largest).exp().sum(new int[] {axis});
    return new Tensor(sum.log().add(largest.squeeze(axis)));
  }

  /**
   * eˣ/Σ eˣ along an axis.
   *
   * @param axis 0 for the rows
   * @return the same shape
   */
  public Tensor softmax(int axis) {
    return new Tensor(array.softmax(axis));
  }

  /**
   * The product of matrices.
   *
   * @param y m×k, where this is n×m
   * @return n×k
   */
  public Tensor matMul(Tensor y) {
    return new Tensor(array.matMul(y.array));
  }

  /**
   * The transposed matrix.
   *
   * @return d×n, where this is n×d
   */
  public Tensor transpose() {
    return new Tensor(array.transpose());
  }

  /**
   * The same numbers in another shape.
   *
   * @param shape how many along each axis; one of them may be −1, for what is left
   * @return the same numbers, row-major
   */
  public Tensor reshape(long... shape) {
    return new Tensor(array.reshape(shape));
  }

  /**
   * Some columns of a matrix.
   *
   * @param from the first
   * @param to one after the last
   * @return n×(to − from)
   */
  public Tensor columns(long from, long to) {
    return new Tensor(array.get(new NDIndex(":, {}:{}", from, to)));
  }

  /**
   * Some rows of a matrix, one after the other.
   *
   * @param from the first
   * @param to one after the last
   * @return (to − from)×d
   */
  public Tensor rows(long from, long to) {
    return new Tensor(array.get(new NDIndex("{}:{}", from, to)));
  }

  /**
   * ‖x_i − y_j‖² of all pairs of rows.
   *
   * @param y m×d, where this is n×d
   * @return n×m, not negative
   */
  public Tensor squaredDistances(Tensor y) {
    long d = array.getShape().get(1);
    NDArray offsets = array.reshape(-1, 1, d).sub(y.array.reshape(1, -1, d));
    return new Tensor(offsets.mul(offsets).sum(new int[] {2}));
  }
}
