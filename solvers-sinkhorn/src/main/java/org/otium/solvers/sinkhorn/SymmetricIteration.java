package org.otium.solvers.sinkhorn;

/**
 * {@code f ← ½(f + T f)}: the mean of two updates that would overshoot to opposite sides. Near the
 * solution T is −P with a stochastic P, positive for the usual costs, so that the error at least
 * halves.
 */
final class SymmetricIteration implements SinkhornIteration {
  /** Iterations in which an error has to halve; if it does not, a mean of updates is no good. */
  private static final int WINDOW = 40;

  private final SinkhornState state;
  private boolean stalled;
  private int iterations;

  SymmetricIteration(SinkhornState state) {
    this.state = state;
  }

  @Override
  public double run(double epsilon, double tolerance, int limit) {
    double[] f = state.f;
    double[] logSums = state.rowSums;
    double step = 0.5 * epsilon * state.damping(epsilon);
    double before = Double.POSITIVE_INFINITY;
    for (int k = 0; ; k++) {
      state.pass.logRowSums(epsilon, f, f, state.logB, logSums);
      iterations++;
      double error = 0;
      for (int i = 0; i < f.length; i++) {
        double share = state.share(f[i]);
        logSums[i] += state.inversePenalty * f[i];
        error += 2 * state.a[i] * share * Math.abs(Math.expm1(logSums[i]));
      }
      if (error <= tolerance || k + 1 >= limit) {
        return error;
      }
      if (k % WINDOW == 0) {
        stalled = !(error <= 0.5 * before);
        before = error;
        if (stalled) {
          return error;
        }
      }
      for (int i = 0; i < f.length; i++) {
        f[i] -= step * logSums[i];
      }
    }
  }

  @Override
  public int iterations() {
    return iterations;
  }

  @Override
  public boolean isStalled() {
    return stalled;
  }

  @Override
  public int newtonSteps() {
    return 0;
  }
}
