package org.otium.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes tensors of numbers without leaving native memory behind. DJL itself puts the numbers into a
 * direct buffer that is freed when the garbage collector finds it; while a network learns, the heap
 * hardly grows and nobody collects, so that gigabytes of them pile up. Here the buffer is freed at
 * once, and the tensor owns a copy, which is freed with its scope.
 */
public final class Tensors {
  private static final int ALIGNMENT = 64;

  private Tensors() {}

  /**
   * A tensor in single precision.
   *
   * @param scope where it lives
   * @param values its numbers, the last dimension running fastest; copied
   * @param shape its shape
   * @return the tensor
   */
  public static NDArray of(NDManager scope, float[] values, Shape shape) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocate((long) values.length * Float.BYTES, ALIGNMENT);
      MemorySegment.copy(values, 0, numbers, ValueLayout.JAVA_FLOAT, 0, values.length);
      return owned(scope, numbers, shape, DataType.FLOAT32);
    }
  }

  /**
   * A tensor in double precision.
   *
   * @param scope where it lives
   * @param values its numbers, the last dimension running fastest; copied
   * @param shape its shape
   * @return the tensor
   */
  public static NDArray of(NDManager scope, double[] values, Shape shape) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocate((long) values.length * Double.BYTES, ALIGNMENT);
      MemorySegment.copy(values, 0, numbers, ValueLayout.JAVA_DOUBLE, 0, values.length);
      return owned(scope, numbers, shape, DataType.FLOAT64);
    }
  }

  /**
   * A number in single precision, for expressions of tensors.
   *
   * @param scope where it lives
   * @param value the number
   * @return a tensor without dimensions
   */
  public static NDArray of(NDManager scope, double value) {
    return of(scope, new float[] {(float) value}, new Shape());
  }

  /** A tensor that owns its numbers, also where what PyTorch recorded outlives the scope. */
  private static NDArray owned(NDManager scope, MemorySegment numbers, Shape shape, DataType type) {
    ByteBuffer buffer = numbers.asByteBuffer().order(ByteOrder.nativeOrder());
    try (NDArray shared = scope.create(buffer, shape, type)) {
      return shared.duplicate();
    }
  }
}
