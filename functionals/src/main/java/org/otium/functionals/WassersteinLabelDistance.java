package org.otium.functionals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.numerics.ParallelLoop;

/**
 * Optimal transport between the samples of two classes, without a model of them (DD §6.1, "computed
 * non-parametrically"). Pairs of classes are solved in parallel. With a biased solver each pair is
 * debiased at its own ε, so that equal classes are at distance 0. A relative ε moves with the
 * points; its gradient is that of the distances at the ε of the moment.
 */
public final class WassersteinLabelDistance implements LabelDistance {
  private final OtSolver solver;
  private final GroundCost groundCost;
  private final int threads;

  /**
   * Makes the distance.
   *
   * @param settings the solver and the cost
   * @param compute how many threads to use
   */
  public WassersteinLabelDistance(WassersteinLabelDistanceSettings settings, Compute compute) {
    this(settings.solver(), settings.groundCost(), compute.threads());
  }

  private WassersteinLabelDistance(OtSolver solver, GroundCost groundCost, int threads) {
    this.solver = solver;
    this.groundCost = groundCost;
    this.threads = threads;
  }

  @Override
  public LabelDistance withEpsilon(double epsilon) {
    return new WassersteinLabelDistance(solver.withEpsilon(epsilon), groundCost, threads);
  }

  /**
   * Whether its solver is biased, so that every distance is debiased.
   *
   * @return false for exact solvers
   */
  public boolean isBiased() {
    return solver.isBiased();
  }

  /** A solved pair of classes; the plan of the first class onto itself only where it was needed. */
  private record Pair(double squared, TransportResult cross, @Nullable TransportResult self) {}

  @Override
  public Result between(List<ClassConditional> a, List<ClassConditional> b) {
    MeansLabelDistance.requireSameDimension(a, b);
    boolean within = a.equals(b);
    int columns = b.size();
    @Nullable Pair[] pairs = new @Nullable Pair[a.size() * columns];
    // Within a dataset the distances are symmetric, and a class is at distance 0 from itself.
    solve(a, b, pairs, (k, l) -> !within || k < l);
    double[][] squared = new double[a.size()][columns];
    for (int k = 0; k < a.size(); k++) {
      for (int l = 0; l < columns; l++) {
        Pair pair = pairs[k * columns + l];
        if (pair != null) {
          squared[k][l] = pair.squared();
          if (within) {
            squared[l][k] = pair.squared();
          }
        }
      }
    }
    return new PairResult(a, b, within, pairs, squared);
  }

  /** Whether a pair of classes is wanted. */
  @FunctionalInterface
  private interface Wanted {
    boolean test(int k, int l);
  }

  /** Solves the wanted pairs that are not solved yet, in parallel. */
  private void solve(
      List<ClassConditional> a, List<ClassConditional> b, @Nullable Pair[] pairs, Wanted wanted) {
    int columns = b.size();
    ParallelLoop.run(
        threads,
        0,
        pairs.length,
        1,
        (from, to) -> {
          for (int p = from; p < to; p++) {
            int k = p / columns;
            int l = p % columns;
            if (pairs[p] == null && wanted.test(k, l)) {
              pairs[p] = solve(a.get(k).measure(), b.get(l).measure());
            }
          }
        });
  }

  private Pair solve(DiscreteMeasure x, DiscreteMeasure y) {
    CostProblem problem = new CostProblem(x, y);
    TransportResult cross = solver.solve(problem.of(groundCost));
    if (!solver.isBiased()) {
      return new Pair(cross.value(), cross, null);
    }
    OtSolver same = solver.withEpsilon(cross.epsilon());
    TransportResult selfX = same.solveSymmetric(new CostProblem(x, x).of(groundCost));
    TransportResult selfY = same.solveSymmetric(new CostProblem(y, y).of(groundCost));
    double squared = Math.max(0, cross.value() - 0.5 * (selfX.value() + selfY.value()));
    return new Pair(squared, cross, selfX);
  }

  private record CostProblem(DiscreteMeasure x, DiscreteMeasure y) {
    TransportProblem of(GroundCost cost) {
      return new TransportProblem(
          cost.between(x.points(), y.points()), x.weights(), y.weights(), Optional.empty());
    }
  }

  private final class PairResult implements Result {
    private final List<ClassConditional> a;
    private final List<ClassConditional> b;
    private final boolean within;
    private final @Nullable Pair[] pairs;
    private final double[][] values;

    PairResult(
        List<ClassConditional> a,
        List<ClassConditional> b,
        boolean within,
        @Nullable Pair[] pairs,
        double[][] values) {
      this.a = a;
      this.b = b;
      this.within = within;
      this.pairs = pairs;
      this.values = values;
    }

    @Override
    public double[][] squared() {
      return MeansLabelDistance.copy(values);
    }

    @Override
    public synchronized OptionalDouble epsilon() {
      double largest = 0;
      for (Pair pair : pairs) {
        largest = pair == null ? largest : Math.max(largest, pair.cross().epsilon());
      }
      return largest > 0 ? OptionalDouble.of(largest) : OptionalDouble.empty();
    }

    @Override
    public synchronized List<Matrix> gradient(double[][] coefficients) {
      // Only the gradient needs the plans of the other half.
      solve(a, b, pairs, (k, l) -> coefficients[k][l] != 0 && !(within && k == l));
      List<Matrix> gradients = new ArrayList<>();
      for (int k = 0; k < a.size(); k++) {
        DiscreteMeasure x = a.get(k).measure();
        float[] out = new float[x.size() * x.dimension()];
        for (int l = 0; l < b.size(); l++) {
          Pair pair = pairs[k * b.size() + l];
          double c = coefficients[k][l];
          if (pair == null || c == 0) {
            continue;
          }
          Matrix y = b.get(l).measure().points();
          add(out, c, x, groundCost.meanGradient(x.points(), y, pair.cross().plan()));
          TransportResult self = pair.self();
          if (self != null) {
            // Both arguments of OT(x, x) move, which cancels its factor ½.
            add(out, -c, x, groundCost.meanGradient(x.points(), x.points(), self.plan()));
          }
        }
        gradients.add(Matrix.wrap(x.size(), x.dimension(), out));
      }
      return gradients;
    }

    private static void add(float[] out, double scale, DiscreteMeasure x, Matrix meanGradient) {
      int d = x.dimension();
      float[] values = meanGradient.array();
      for (int i = 0; i < x.size(); i++) {
        float factor = (float) (scale * x.weights().get(i));
        for (int j = i * d; j < (i + 1) * d; j++) {
          out[j] += factor * values[j];
        }
      }
    }
  }
}
