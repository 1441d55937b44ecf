package org.otium.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tensors of given numbers, whose memory is freed when their scope is closed, on the thread that
 * made them. DJL on its own takes memory for them that waits for the garbage collector; a network
 * that learns leaves gigabytes of it behind before the heap is full enough for that to come.
 */
public final class Tensors {
  private Tensors() {}

  /**
   * Single precision numbers as a tensor.
   *
   * @param scope where it lives
   * @param values the numbers, copied
   * @param shape as many numbers
   * @return the tensor
   */
  public static NDArray of(NDManager scope, float[] values, Shape shape) {
    if (values.length == 0) {
      return scope.create(values, shape);
    }
    Arena arena = Arena.ofConfined();
    ByteBuffer memory = memory(arena, (long) Float.BYTES * values.length);
    memory.asFloatBuffer().put(values);
    return owned(arena, scope.create(memory, shape, DataType.FLOAT32), scope);
  }

  /**
   * Double precision numbers as a tensor.
   *
   * @param scope where it lives
   * @param values the numbers, copied
   * @param shape as many numbers
   * @return the tensor
   */
  public static NDArray of(NDManager scope, double[] values, Shape shape) {
    if (values.length == 0) {
      return scope.create(values, shape);
    }
    Arena arena = Arena.ofConfined();
    ByteBuffer memory = memory(arena, (long) Double.BYTES * values.length);
    memory.asDoubleBuffer().put(values);
    return owned(arena, scope.create(memory, shape, DataType.FLOAT64), scope);
  }

  private static ByteBuffer memory(Arena arena, long bytes) {
    return arena.allocate(bytes, Long.BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /**
   * On a processor the tensor lies in the memory that it was given, so that this must outlive it.
   */
  private static NDArray owned(Arena arena, NDArray tensor, NDManager scope) {
    scope.attachUncappedInternal("memory of " + tensor.getUid(), arena);
    return tensor;
  }
}
