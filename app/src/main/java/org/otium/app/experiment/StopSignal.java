package org.otium.app.experiment;

import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a run to end after the step that it is making. Safe to use from several threads. */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();

  /** A signal that was not given. */
  public StopSignal() {}

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
    return requested.get();
  }
}
