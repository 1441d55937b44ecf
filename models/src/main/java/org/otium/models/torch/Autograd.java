package org.otium.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Derivatives by PyTorch. Whether operations are recorded is a state of the thread; every method
 * here leaves it as it was.
 */
public final class Autograd {
  private static final long LONGEST_STEP_SECONDS = 10;

  /** Held by whoever computes, and for good by the end of the program. */
  private static final ReentrantReadWriteLock OPEN = new ReentrantReadWriteLock();

  private Autograd() {}

  /** Waits for what is being computed, and lets nothing begin any more. */
  static void close() {
    try {
      // Past that time the program ends all the same.
      boolean _ = OPEN.writeLock().tryLock(LONGEST_STEP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Evaluates a number and adds its derivatives to the gradients of all tensors that require them.
   *
   * <p>Numbers in the evaluation have to be tensors of that scope, {@code x.mul(Tensors.of(scope,
   * 2))}: {@code x.mul(2)} makes a tensor of the 2 and closes it, its memory is free at the next
   * collection of garbage, and the derivative by x is whatever is written there by then.
   *
   * @param value computes one number, in a scope that the caller closes afterwards
   * @return the number
   */
  public static double backward(Supplier<NDArray> value) {
    return recorded(
        true,
        () -> {
          PtNDArray result = (PtNDArray) value.get();
          double number =
              result.getDataType() == DataType.FLOAT64 ? result.getDouble() : result.getFloat();
          try (NDArray one = result.onesLike()) {
            JniUtils.backward(result, (PtNDArray) one, false, false);
          }
          return number;
        });
  }

  /**
   * Evaluates something of which no derivatives are wanted.
   *
   * @param evaluation what to evaluate
   * @param <T> what it gives
   * @return its result
   */
  public static <T> T withoutDerivatives(Supplier<T> evaluation) {
    return recorded(false, evaluation);
  }

  private static <T> T recorded(boolean record, Supplier<T> evaluation) {
    // Fails only once the program is ending; waiting would keep the end waiting for this thread.
    if (!OPEN.readLock().tryLock()) {
      throw new CancellationException("the program is ending");
    }
    try {
      return inMode(record, evaluation);
    } finally {
      OPEN.readLock().unlock();
    }
  }

  private static <T> T inMode(boolean record, Supplier<T> evaluation) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(record);
    try {
      return evaluation.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
