package org.otium.linalg.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;

/** A Java array whose parts are copied to and from memory outside the heap. */
sealed interface HeapArray {
  /** What it holds, in ND4J's words. */
  DataType type();

  /** How many numbers it holds. */
  int length();

  /**
   * Copies {@code count} numbers from index {@code from} to position {@code at} of {@code target}.
   */
  void copyTo(Pointer target, long at, int from, int count);

  /**
   * Copies {@code count} numbers from position {@code at} of {@code source} to index {@code to}.
   */
  void copyFrom(Pointer source, long at, int to, int count);

  /** Multiplies {@code count} numbers from index {@code from} by a factor; 0 also clears NaN. */
  void scale(double factor, int from, int count);

  /**
   * Single precision.
   *
   * @param values the array itself
   */
  record Floats(float[] values) implements HeapArray {
    @Override
    public DataType type() {
      return DataType.FLOAT;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void copyTo(Pointer target, long at, int from, int count) {
      ((FloatPointer) target).position(at).put(values, from, count);
    }

    @Override
    public void copyFrom(Pointer source, long at, int to, int count) {
      ((FloatPointer) source).position(at).get(values, to, count);
    }

    @Override
    public void scale(double factor, int from, int count) {
      for (int i = from; i < from + count; i++) {
        values[i] = factor == 0 ? 0 : (float) factor * values[i];
      }
    }
  }

  /**
   * Double precision.
   *
   * @param values the array itself
   */
  record Doubles(double[] values) implements HeapArray {
    @Override
    public DataType type() {
      return DataType.DOUBLE;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void copyTo(Pointer target, long at, int from, int count) {
      ((DoublePointer) target).position(at).put(values, from, count);
    }

    @Override
    public void copyFrom(Pointer source, long at, int to, int count) {
      ((DoublePointer) source).position(at).get(values, to, count);
    }

    @Override
    public void scale(double factor, int from, int count) {
      for (int i = from; i < from + count; i++) {
        values[i] = factor == 0 ? 0 : factor * values[i];
      }
    }
  }
}
