package org.otium.app.experiment;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Asks a run to end after the step that it is making. Safe to use from several threads. */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final BooleanSupplier elsewhere;

  /** A signal that was not given. */
  public StopSignal() {
    this(() -> false);
  }

  /**
   * A signal that may also be given elsewhere.
   *
   * @param elsewhere whether it was; asked often
   */
  public StopSignal(BooleanSupplier elsewhere) {
    this.elsewhere = elsewhere;
  }

  /** Gives the signal. */
  public void request() {
    requested.set(true);
  }

  /**
   * Whether the signal was given.
   *
   * @return true from then on
   */
  public boolean isRequested() {
    return requested.get() || elsewhere.getAsBoolean();
  }
}
