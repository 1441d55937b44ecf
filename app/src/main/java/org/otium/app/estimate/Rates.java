package org.otium.app.estimate;

/** How fast a thread of a common machine is. */
final class Rates {
  private Rates() {}

  /** Multiplications and additions a second, in matrix products. */
  static final double OPERATIONS = 15e9;

  /** Operations a second of loops that read more than they compute. */
  static final double LOOPS = 1e9;
}
