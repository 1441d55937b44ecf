package org.otium.solvers.sinkhorn;

import java.util.Arrays;
import org.otium.numerics.SoftmaxPass;

/**
 * Sinkhorn's alternating updates of f and g, one pass over the cost for both, with the chosen
 * acceleration.
 */
final class AlternatingIteration implements SinkhornIteration {
  /** Columns that got less of their mass than this have no usable sum. */
  private static final double STARVED = 1e-8;

  /** Updates at a new ε before the first Newton step: they remove what is cheap to remove. */
  private static final int PLAIN_FIRST = 2;

  private static final int PLAIN_AFTER_FAILURE = 4;
  private static final int MAX_PLAIN = 64;

  /**
   * Updates with a plan that is too dense for cheap Newton steps, after which dear ones are worth
   * it: classes that hardly exchange mass any more would take thousands of updates.
   */
  private static final int PATIENCE = 10;

  /** Misplaced shares of the mass from here on are coarse. */
  private static final double COARSE = 0.01;

  /** How often a Newton step is damped before it is given up. */
  private static final int MAX_TRIALS = 6;

  /** Share of the gain of the dual value to first order that a step has to bring. */
  private static final double SUFFICIENT = 1e-3;

  /** Relative error of sums over the plan in floats and in doubles. */
  private static final double ROUNDING_OF_FLOATS = 1e-7;

  private static final double ROUNDING_OF_DOUBLES = 1e-14;

  /** A step that leaves more of the error, and no gain that shows, is no better than an update. */
  private static final double WEAK = 0.7;

  private static final int MAX_WEAK = 3;

  private final SinkhornState state;
  private final SinkhornAcceleration acceleration;
  private final NewtonStep newton;
  private final double[] reach;
  private final double mass;
  private final double rounding;
  private boolean starved;
  private int iterations;
  private int newtonSteps;
  private int weakSteps;
  private boolean stalled;

  /** Goes on after so many iterations that were spent already. */
  AlternatingIteration(SinkhornState state, SinkhornAcceleration acceleration, int spent) {
    this.state = state;
    iterations = spent;
    rounding = state.pass.sumsDoubles() ? ROUNDING_OF_DOUBLES : ROUNDING_OF_FLOATS;
    this.acceleration = acceleration;
    newton = new NewtonStep(state);
    reach = new double[state.b.length];
    mass = Arrays.stream(state.a).sum();
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
    return newtonSteps;
  }

  @Override
  public double run(double epsilon, double tolerance, int limit) {
    int end = iterations + limit;
    newton.restart(tolerance >= COARSE * mass);
    Relaxation relaxation = new Relaxation();
    int plain = PLAIN_FIRST;
    int patience = PATIENCE;
    int plainAfterFailure = PLAIN_AFTER_FAILURE;
    weakSteps = 0;
    Stagnation stagnation = new Stagnation(state.pass.sumsDoubles(), mass, iterations);
    double error = scaleRows(epsilon, 1, false);
    while (error > tolerance && iterations < end) {
      if (stagnation.observe(error, iterations)) {
        stalled = true;
        return error;
      }
      if (newton.isReady() && !starved) {
        double improved = newtonStep(epsilon, error, end);
        if (improved < Double.POSITIVE_INFINITY) {
          error = improved;
          newtonSteps++;
          if (weakSteps < MAX_WEAK) {
            plainAfterFailure = PLAIN_AFTER_FAILURE;
            continue;
          }
          weakSteps = 0;
          newton.pause();
          plain = plainAfterFailure;
        } else {
          plain = plainAfterFailure;
          plainAfterFailure = Math.min(MAX_PLAIN, 2 * plainAfterFailure);
        }
        continue;
      }
      boolean isWanted = acceleration == SinkhornAcceleration.NEWTON;
      if (isWanted && newton.isHopeless() && patience-- <= 0 && newton.admitDense()) {
        plain = 0;
      }
      boolean useNewton = isWanted && !newton.isHopeless();
      double omega = useNewton ? 1 : relaxation.omega();
      updateColumns(epsilon, omega);
      plain--;
      error = scaleRows(epsilon, omega, useNewton && plain <= 0);
      if (acceleration != SinkhornAcceleration.NONE && !useNewton) {
        relaxation.observe(error);
      }
    }
    return error;
  }

  /** Gives the rows their masses and measures the columns; returns the marginal error. */
  private double scaleRows(double epsilon, double omega, boolean forNewton) {
    iterations++;
    double[] a = state.a;
    double[] b = state.b;
    if (forNewton) {
      newton.scaleRows(epsilon);
    } else {
      state.pass.scaleRows(
          epsilon,
          state.inversePenalty,
          a,
          state.f,
          state.g,
          state.logB,
          omega,
          state.rowSums,
          state.columnSums);
    }
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      error += a[i] * Math.abs(state.rowSums[i] - state.share(state.f[i]));
    }
    starved = false;
    for (int j = 0; j < b.length; j++) {
      error += Math.abs(state.columnSums[j] - asked(j));
      starved |= isStarved(j);
    }
    return error;
  }

  private double asked(int j) {
    return state.b[j] * state.share(state.g[j]);
  }

  private boolean isStarved(int j) {
    return state.b[j] > 0 && !(state.columnSums[j] > STARVED * asked(j));
  }

  private void updateColumns(double epsilon, double omega) {
    double[] b = state.b;
    double[] g = state.g;
    double damping = state.damping(epsilon);
    if (starved) {
      state.measureReach(epsilon, reach);
    }
    for (int j = 0; j < b.length; j++) {
      if (isStarved(j)) {
        // no row sees this column: give it the potential at which the nearest one fills it
        g[j] = -damping * reach[j];
      } else if (b[j] > 0) {
        double log = Math.log(state.columnSums[j] / b[j]) + state.inversePenalty * g[j];
        g[j] -= SoftmaxPass.safeRelaxation(log, omega) * damping * epsilon * log;
      }
    }
    if (!state.isBalanced()) {
      // the one direction in which damped updates crawl where ρ is large
      state.centre();
    }
  }

  /**
   * Tries a Newton step with more and more damping until one helps (Levenberg and Marquardt); puts
   * everything back if none does.
   */
  private double newtonStep(double epsilon, double error, int end) {
    double dual = state.dual(epsilon);
    double slack = rounding * epsilon * mass + 1e-13 * Math.abs(dual);
    newton.begin();
    for (int trial = 0; trial < MAX_TRIALS && iterations < end; trial++) {
      double predicted = newton.move(epsilon);
      double moved = scaleRows(epsilon, 1, true);
      double gain = state.dual(epsilon) - dual;
      // close to the solution the gain drowns in rounding, and only the error can tell
      boolean gained = gain > slack && gain >= SUFFICIENT * predicted;
      boolean closer = moved < error && gain >= -slack;
      if (gained || closer) {
        if (trial == 0) {
          newton.trustMore();
        }
        weakSteps = gain <= slack && moved > WEAK * error ? weakSteps + 1 : 0;
        return moved;
      }
      newton.trustLess();
    }
    newton.restore();
    return Double.POSITIVE_INFINITY;
  }
}
