package org.otium.functionals.wow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.otium.api.ClassConditional;
import org.otium.api.DiscreteMeasure;
import org.otium.api.GroundCost;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;

/**
 * A geodesic of (𝒫(𝒫(ℝᵈ)), W_{W₂}) between two datasets P = Σ_k w_k δ_{μ_k} and Q = Σ_l v_l
 * δ_{ν_l} (WoW, "Wasserstein over Wasserstein Space"): with an optimal coupling Γ of the classes
 * and optimal plans π^kl of their samples, P_t = Σ_kl Γ_kl δ_{μ^kl_t} and μ^kl_t = Σ_ij π^kl_ij
 * δ_{(1−t)·x_i + t·y_j}.
 */
public final class WowGeodesic {
  /** What is left of a plan's mass below this share of the smaller marginal is rounding. */
  private static final double NO_MASS = 1e-9;

  private final LabeledDataset from;
  private final LabeledDataset to;
  private final double squared;
  private final double[][] coupling;
  private final int[] source;
  private final int[] destination;
  private final double[] masses;
  private final int[] classOf;
  private final Map<Integer, String> names;

  private WowGeodesic(
      LabeledDataset from,
      LabeledDataset to,
      double squared,
      double[][] coupling,
      Pieces pieces,
      Map<Integer, String> names) {
    this.from = from;
    this.to = to;
    this.squared = squared;
    this.coupling = coupling;
    this.source = toInts(pieces.source);
    this.destination = toInts(pieces.destination);
    this.classOf = toInts(pieces.classOf);
    this.masses = pieces.mass.stream().mapToDouble(Double::doubleValue).toArray();
    this.names = names;
  }

  /** Mass that goes from a sample to a sample as part of a class. */
  private static final class Pieces {
    private final List<Integer> source = new ArrayList<>();
    private final List<Integer> destination = new ArrayList<>();
    private final List<Integer> classOf = new ArrayList<>();
    private final List<Double> mass = new ArrayList<>();

    void add(int from, int to, int classId, double amount) {
      source.add(from);
      destination.add(to);
      classOf.add(classId);
      mass.add(amount);
    }
  }

  /**
   * Finds the geodesic. The plans of all pairs of classes that are coupled stay in memory.
   *
   * @param from P, at t = 0
   * @param to Q, at t = 1, in the same feature space
   * @param cost the squared Euclidean cost between features
   * @param inner solves the transport between the samples of two classes; exact, as the geodesic
   *     ends in Q only for plans with the right marginals
   * @param outer solves the transport between classes; exact as well
   * @return the geodesic
   * @throws InvalidInputException if the features differ in dimension or a solver is biased
   */
  public static WowGeodesic between(
      LabeledDataset from, LabeledDataset to, GroundCost cost, OtSolver inner, OtSolver outer) {
    if (from.dimension() != to.dimension()) {
      throw new InvalidInputException(
          from.dimension() + " features against " + to.dimension(),
          "Resize one dataset: a geodesic joins datasets in one feature space.");
    }
    if (inner.isBiased() || outer.isBiased()) {
      throw new InvalidInputException(
          "a geodesic from an entropic solver does not start and end in the datasets",
          "Use the solver 'exact'.");
    }
    List<ClassConditional> a = from.classConditionals();
    List<ClassConditional> b = to.classConditionals();
    double[][] costs = new double[a.size()][b.size()];
    TransportPlan[][] plans = new TransportPlan[a.size()][b.size()];
    for (int k = 0; k < a.size(); k++) {
      for (int l = 0; l < b.size(); l++) {
        DiscreteMeasure x = a.get(k).measure();
        DiscreteMeasure y = b.get(l).measure();
        TransportResult result =
            inner.solve(
                new TransportProblem(
                    cost.between(x.points(), y.points()), x.weights(), y.weights()));
        costs[k][l] = result.value();
        plans[k][l] = result.plan();
      }
    }
    TransportResult result = outer.solve(WowDistance.problem(costs, a, b));
    double[][] coupling = WowDistance.coupling(result.plan());
    Map<Integer, String> names = new HashMap<>();
    Pieces pieces = pieces(a, b, coupling, plans, names);
    return new WowGeodesic(from, to, result.value(), coupling, pieces, names);
  }

  private static Pieces pieces(
      List<ClassConditional> a,
      List<ClassConditional> b,
      double[][] coupling,
      TransportPlan[][] plans,
      Map<Integer, String> names) {
    Set<Integer> taken = new HashSet<>();
    a.forEach(c -> taken.add(c.classId()));
    Pieces pieces = new Pieces();
    int next = 0;
    for (int k = 0; k < a.size(); k++) {
      boolean first = true;
      for (int l = 0; l < b.size(); l++) {
        double least = Math.min(a.get(k).mass(), b.get(l).mass());
        if (coupling[k][l] <= NO_MASS * least) {
          continue;
        }
        int id = a.get(k).classId();
        if (!first) {
          while (!taken.add(next)) {
            next++;
          }
          id = next;
        }
        first = false;
        names.put(id, a.get(k).name() + " → " + b.get(l).name());
        addPairs(pieces, a.get(k), b.get(l), coupling[k][l], plans[k][l], id);
      }
    }
    return pieces;
  }

  private static void addPairs(
      Pieces pieces,
      ClassConditional a,
      ClassConditional b,
      double mass,
      TransportPlan plan,
      int classId) {
    int[] x = a.samples();
    int[] y = b.samples();
    for (int i = 0; i < plan.rows(); i++) {
      for (int j = 0; j < plan.columns(); j++) {
        double least = Math.min(a.measure().weights().get(i), b.measure().weights().get(j));
        double share = plan.mass(i, j);
        if (share > NO_MASS * least) {
          pieces.add(x[i], y[j], classId, mass * share);
        }
      }
    }
  }

  /**
   * W²_{W₂}(P, Q), the squared length of the geodesic.
   *
   * @return a squared distance in squared feature units
   */
  public double squared() {
    return squared;
  }

  /**
   * Γ, how much mass goes from each class of P to each class of Q.
   *
   * @return one row a class of P that has mass, one column a class of Q, ascending; a copy
   */
  public double[][] classCoupling() {
    double[][] copy = new double[coupling.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = coupling[k].clone();
    }
    return copy;
  }

  /**
   * P_t. A class keeps the id that it has in P; where Γ splits one, its further parts get free ids.
   *
   * @param t time in [0, 1]
   * @return one sample a pair of samples that mass goes between
   * @throws InvalidInputException if t lies outside [0, 1]
   */
  public LabeledDataset at(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new InvalidInputException("the time " + t + " of a geodesic", "Give one from 0 to 1.");
    }
    int d = from.dimension();
    float[] x = from.features().array();
    float[] y = to.features().array();
    float[] features = new float[Math.multiplyExact(source.length, d)];
    for (int p = 0; p < source.length; p++) {
      int i = source[p] * d;
      int j = destination[p] * d;
      for (int c = 0; c < d; c++) {
        features[p * d + c] = (float) ((1 - t) * x[i + c] + t * y[j + c]);
      }
    }
    return LabeledDataset.of(
            from.name() + " to " + to.name(),
            Matrix.wrap(source.length, d, features),
            Labels.hard(classOf))
        .withWeights(Weights.proportional(masses))
        .withClassNames(names)
        .withShape(from.shape());
  }

  /**
   * The tangent vector at P that points to Q, in barycentric form: the mean of y − x over the mass
   * of each sample. Where no mass is split, {@link #exponential} of it at time 1 is Q.
   *
   * @return one row a sample of P, zero for samples without mass
   */
  public Matrix logarithm() {
    int d = from.dimension();
    float[] x = from.features().array();
    float[] y = to.features().array();
    double[] sums = new double[Math.multiplyExact(from.size(), d)];
    double[] mass = new double[from.size()];
    for (int p = 0; p < source.length; p++) {
      mass[source[p]] += masses[p];
      for (int c = 0; c < d; c++) {
        double step = (double) y[destination[p] * d + c] - x[source[p] * d + c];
        sums[source[p] * d + c] += masses[p] * step;
      }
    }
    float[] velocity = new float[sums.length];
    for (int i = 0; i < velocity.length; i++) {
      double own = mass[i / d];
      velocity[i] = own > 0 ? (float) (sums[i] / own) : 0;
    }
    return Matrix.wrap(from.size(), d, velocity);
  }

  /**
   * exp_P(t·v): every sample x of every class moves to x + t·v(x). A step of a WoW gradient flow is
   * that of −∇F.
   *
   * @param p P
   * @param velocity v, one row a sample
   * @param t how far
   * @return the moved dataset, labels and masses as they were
   * @throws InvalidInputException if there is not one velocity a sample
   */
  public static LabeledDataset exponential(LabeledDataset p, Matrix velocity, double t) {
    if (velocity.rows() != p.size() || velocity.columns() != p.dimension()) {
      throw new InvalidInputException(
          "velocities " + velocity + " for " + p, "Give one velocity a sample.");
    }
    float[] moved = p.features().toArray();
    float[] v = velocity.array();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (moved[i] + t * v[i]);
    }
    return p.withFeatures(Matrix.wrap(p.size(), p.dimension(), moved));
  }

  private static int[] toInts(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
