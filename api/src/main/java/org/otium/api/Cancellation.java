package org.otium.api;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Lets work that takes long end early when the user asks for it. Whoever calls plugins says for how
 * long that holds; a plugin looks between two of its steps, such as the epochs of a network.
 */
public final class Cancellation {
  private static final ScopedValue<BooleanSupplier> ASKED = ScopedValue.newInstance();

  private Cancellation() {}

  /**
   * Does work of which nothing is kept if it is ended early.
   *
   * @param asked whether the end was asked for; is called often, by the thread that works
   * @param work the work, on this thread
   * @param <T> what it gives
   * @param <X> what it throws
   * @return its result
   * @throws X if the work does
   * @throws CancellationException if the end was asked for and the work noticed
   */
  public static <T, X extends Throwable> T during(
      BooleanSupplier asked, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(ASKED, asked).call(work);
  }

  /**
   * Ends the work of this thread if that was asked for. Where nobody can ask, nothing happens.
   *
   * @throws CancellationException if so
   */
  public static void check() {
    if (ASKED.isBound() && ASKED.get().getAsBoolean()) {
      throw new CancellationException("stopped");
    }
  }
}
