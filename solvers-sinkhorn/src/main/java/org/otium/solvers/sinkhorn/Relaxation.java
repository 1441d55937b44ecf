package org.otium.solvers.sinkhorn;

/**
 * Chooses the over-relaxation ω from the errors that it sees (Lehmann et al. 2021: near the
 * solution Sinkhorn's algorithm is a Gauss–Seidel iteration, whose optimal ω follows from its rate
 * of convergence; Hageman and Young 1981, ch. 9, for the rate seen under a given ω).
 */
final class Relaxation {
  /**
   * Iterations between one look at the rate and the next. The first looks come early: most solves
   * have few iterations, and a rough ω is better than none.
   */
  private static final int WINDOW = 8;

  private static final int FIRST_LOOK = 2;
  private static final int SECOND_LOOK = 6;
  private static final double MAX = 1.97;

  private double omega = 1;
  private double limit = MAX;
  private double before = Double.NaN;
  private int nextLook = FIRST_LOOK;
  private int lastLook;
  private int seen;

  double omega() {
    return omega;
  }

  /** Takes the error of one iteration. */
  void observe(double error) {
    seen++;
    if (seen < nextLook) {
      return;
    }
    if (before > 0 && error > 0) {
      adapt(Math.pow(error / before, 1.0 / (seen - lastLook)));
    }
    before = error;
    nextLook = seen < SECOND_LOOK ? SECOND_LOOK : seen + WINDOW;
    lastLook = seen;
  }

  private void adapt(double rate) {
    if (rate >= 1) {
      if (omega > 1) {
        limit = Math.max(1, 1 + 0.8 * (omega - 1));
        omega = Math.min(omega, limit);
      }
      return;
    }
    // below ω − 1 the eigenvalues are complex: ω is large enough
    if (rate > omega - 1) {
      double mu2 = (rate + omega - 1) * (rate + omega - 1) / (rate * omega * omega);
      if (mu2 < 1) {
        omega = Math.min(limit, Math.max(omega, 2 / (1 + Math.sqrt(1 - mu2))));
      }
    }
  }
}
