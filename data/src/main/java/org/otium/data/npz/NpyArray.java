package org.otium.data.npz;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;

/**
 * An immutable array of numpy: an element type, a shape of any number of dimensions (none for a
 * single value) and the elements in C order.
 */
public final class NpyArray {
  private final NpyType type;
  private final int[] shape;
  private final Object values;

  /** Takes the array over: float[], double[], byte[], short[], int[], long[] or String[]. */
  NpyArray(NpyType type, int[] shape, Object values) {
    long size = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new InvalidInputException(
            "an array of shape " + Arrays.toString(shape), "Sizes must not be negative.");
      }
      size = Math.multiplyExact(size, length);
    }
    if (size != Array.getLength(values)) {
      throw new InvalidInputException(
          Array.getLength(values) + " values for an array of shape " + Arrays.toString(shape),
          "The sizes must multiply to the number of values.");
    }
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /**
   * An array of 32-bit floats.
   *
   * @param values in C order, copied
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray of(float[] values, int... shape) {
    return new NpyArray(NpyType.F4, shape.clone(), values.clone());
  }

  /**
   * An array of 64-bit floats.
   *
   * @param values in C order, copied
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray of(double[] values, int... shape) {
    return new NpyArray(NpyType.F8, shape.clone(), values.clone());
  }

  /**
   * An array of signed 32-bit integers.
   *
   * @param values in C order, copied
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray of(int[] values, int... shape) {
    return new NpyArray(NpyType.I4, shape.clone(), values.clone());
  }

  /**
   * An array of signed 64-bit integers.
   *
   * @param values in C order, copied
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray of(long[] values, int... shape) {
    return new NpyArray(NpyType.I8, shape.clone(), values.clone());
  }

  /**
   * An array of texts.
   *
   * @param values in C order, copied; a text must not end with the character 0, which numpy drops
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray of(String[] values, int... shape) {
    for (String value : values) {
      if (value.endsWith("\0")) {
        throw new InvalidInputException("a text that ends with the character 0", "Remove it.");
      }
    }
    return new NpyArray(NpyType.TEXT, shape.clone(), values.clone());
  }

  /**
   * An array of unsigned bytes.
   *
   * @param values in C order, copied
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray ofUnsignedBytes(byte[] values, int... shape) {
    return new NpyArray(NpyType.U1, shape.clone(), values.clone());
  }

  /**
   * An array of truth values.
   *
   * @param values in C order, copied
   * @param shape sizes that multiply to the number of values
   * @return the array
   */
  public static NpyArray of(boolean[] values, int... shape) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return new NpyArray(NpyType.BOOL, shape.clone(), bytes);
  }

  /**
   * A two-dimensional array over the values of a matrix, without a copy.
   *
   * @param matrix the matrix
   * @return an array of 32-bit floats
   */
  public static NpyArray of(Matrix matrix) {
    return new NpyArray(NpyType.F4, new int[] {matrix.rows(), matrix.columns()}, matrix.array());
  }

  /**
   * The values of a matrix in another shape, without a copy.
   *
   * @param matrix the matrix
   * @param shape sizes that multiply to the number of its values
   * @return an array of 32-bit floats
   */
  public static NpyArray of(Matrix matrix, int... shape) {
    return new NpyArray(NpyType.F4, shape.clone(), matrix.array());
  }

  /**
   * A single number.
   *
   * @param value the number
   * @return an array without dimensions
   */
  public static NpyArray scalar(double value) {
    return of(new double[] {value});
  }

  /**
   * The element type.
   *
   * @return the type
   */
  public NpyType type() {
    return type;
  }

  /**
   * The sizes.
   *
   * @return a new array; empty for a single value
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * Number of elements.
   *
   * @return the product of the sizes
   */
  public int size() {
    return Array.getLength(values);
  }

  /**
   * The numbers rounded to 32-bit floats.
   *
   * @return a new array, in C order
   * @throws InvalidInputException if the elements are texts
   */
  public float[] toFloats() {
    if (values instanceof float[] floats) {
      return floats.clone();
    }
    float[] out = new float[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) number(i);
    }
    return out;
  }

  /**
   * The numbers as 64-bit floats; integers beyond 2⁵³ are rounded.
   *
   * @return a new array, in C order
   * @throws InvalidInputException if the elements are texts
   */
  public double[] toDoubles() {
    double[] out = new double[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = number(i);
    }
    return out;
  }

  /**
   * The numbers as 64-bit integers.
   *
   * @return a new array, in C order
   * @throws InvalidInputException if an element is a text, has a fraction or does not fit
   */
  public long[] toLongs() {
    if (values instanceof long[] longs) {
      return longs.clone();
    }
    long[] out = new long[size()];
    for (int i = 0; i < out.length; i++) {
      double number = number(i);
      out[i] = (long) number;
      if (out[i] != number || Math.abs(number) >= 0x1p63) {
        throw new InvalidInputException(
            "element " + i + " is " + number + ", not a whole number", "Use whole numbers here.");
      }
    }
    return out;
  }

  /**
   * The numbers as 32-bit integers.
   *
   * @return a new array, in C order
   * @throws InvalidInputException if an element is a text, has a fraction or does not fit
   */
  public int[] toInts() {
    if (values instanceof int[] ints && type == NpyType.I4) {
      return ints.clone();
    }
    long[] longs = toLongs();
    int[] out = new int[longs.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) longs[i];
      if (out[i] != longs[i]) {
        throw new InvalidInputException(
            "element " + i + " is " + longs[i] + ", too large for 32 bits", "Use smaller numbers.");
      }
    }
    return out;
  }

  /**
   * The texts.
   *
   * @return a new array, in C order
   * @throws InvalidInputException if the elements are numbers
   */
  public String[] toStrings() {
    if (values instanceof String[] texts) {
      return texts.clone();
    }
    throw new InvalidInputException("an array " + describe() + " holds numbers, not texts", "");
  }

  /**
   * The numbers as a matrix: n×d for two dimensions, n×1 for one, and all dimensions but the first
   * in one row for more. 32-bit floats are not copied.
   *
   * @return the matrix
   * @throws InvalidInputException if the elements are texts or there is no dimension
   */
  public Matrix toMatrix() {
    if (shape.length == 0) {
      throw new InvalidInputException("a single number is no matrix", "Give an array of rows.");
    }
    int rows = shape[0];
    int columns = 1;
    for (int i = 1; i < shape.length; i++) {
      columns = Math.multiplyExact(columns, shape[i]);
    }
    return Matrix.wrap(rows, columns, values instanceof float[] floats ? floats : toFloats());
  }

  private double number(int i) {
    return switch (values) {
      case float[] v -> v[i];
      case double[] v -> v[i];
      case byte[] v -> type == NpyType.U1 ? v[i] & 0xff : v[i];
      case short[] v -> type == NpyType.U2 ? v[i] & 0xffff : v[i];
      case int[] v -> type == NpyType.U4 ? v[i] & 0xffffffffL : v[i];
      case long[] v -> v[i];
      default ->
          throw new InvalidInputException(
              "an array " + describe() + " holds texts, not numbers", "Use numbers here.");
    };
  }

  /** The elements themselves, for writing. */
  Object values() {
    return values;
  }

  /**
   * Type and shape in words.
   *
   * @return for instance {@code f4[60000×784]}
   */
  public String describe() {
    return (type == NpyType.TEXT ? "text" : type.code())
        + Arrays.stream(shape)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("×", "[", "]"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NpyArray a
        && a.type == type
        && Arrays.equals(a.shape, shape)
        && Arrays.deepEquals(new Object[] {a.values}, new Object[] {values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {List.of(type), shape, values});
  }

  @Override
  public String toString() {
    return describe();
  }
}
