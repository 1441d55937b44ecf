package org.otium.functionals.wow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.ClassConditional;
import org.otium.api.CostMatrix;
import org.otium.api.DatasetDistance;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.functionals.GaussianLabelDistance;
import org.otium.functionals.MeansLabelDistance;
import org.otium.functionals.SlicedLabelDistance;
import org.otium.functionals.WassersteinLabelDistance;

/**
 * W_{W₂}(P, Q), with W²_{W₂}(P, Q) = min_Γ Σ_kl Γ_kl·W₂²(μ_k, ν_l) over the couplings Γ of the
 * masses of the classes of two datasets P = Σ_k w_k δ_{μ_k} and Q = Σ_l v_l δ_{ν_l} (WoW,
 * "Wasserstein over Wasserstein Space"). Whole classes are moved: unlike OTDD it compares no
 * features of samples beyond what the distance between their classes sees.
 */
public final class WowDistance implements DatasetDistance {
  private static final String SQUARED = "squared Wasserstein over Wasserstein distance";

  private final WowSettings settings;

  /**
   * Makes the distance.
   *
   * @param settings how classes are compared and coupled
   */
  public WowDistance(WowSettings settings) {
    this.settings = settings;
  }

  @Override
  public Report between(LabeledDataset first, LabeledDataset second) {
    List<ClassConditional> a = first.classConditionals();
    List<ClassConditional> b = second.classConditionals();
    if (first.dimension() != second.dimension()) {
      throw new InvalidInputException(
          "classes of " + first.dimension() + " features against classes of " + second.dimension(),
          "Resize one dataset: classes must lie in one feature space.");
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, Double> parts = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    long begin = System.nanoTime();
    LabelDistance inner = settings.inner();
    LabelDistance.Result between = inner.between(a, b);
    double[][] costs = between.squared();
    seconds.put("distances between classes", (System.nanoTime() - begin) / 1e9);
    begin = System.nanoTime();
    TransportResult result = settings.solver().solve(problem(costs, a, b));
    warn("the transport between classes", result, warnings);
    double squared = result.value();
    parts.put("transport cost of the plan", result.transportCost());
    boolean isBiased = settings.solver().isBiased();
    String meaning = how(result.epsilon(), isBiased) + SQUARED + compared(inner, between);
    if (isBiased) {
      OtSolver same = settings.solver().withEpsilon(result.epsilon());
      TransportResult ofA = same.solveSymmetric(problem(inner.between(a, a).squared(), a, a));
      TransportResult ofB = same.solveSymmetric(problem(inner.between(b, b).squared(), b, b));
      warn("the self term of " + first.name(), ofA, warnings);
      warn("the self term of " + second.name(), ofB, warnings);
      parts.put("OT(a, b)", result.value());
      parts.put("OT(a, a)", ofA.value());
      parts.put("OT(b, b)", ofB.value());
      squared -= 0.5 * (ofA.value() + ofB.value());
      meaning = "debiased " + meaning;
    }
    double[][] coupling = coupling(result.plan());
    seconds.put("transport between classes", (System.nanoTime() - begin) / 1e9);
    return new Report(
        "WoW",
        squared,
        meaning,
        result.epsilon(),
        ids(a),
        ids(b),
        coupling,
        costs,
        parts,
        seconds,
        warnings);
  }

  @Override
  public DatasetDistance withEpsilon(double epsilon) {
    return new WowDistance(settings.withSolver(settings.solver().withEpsilon(epsilon)));
  }

  /** How transport was solved: a bias without an ε is that of solving in batches. */
  private static String how(double epsilon, boolean isBiased) {
    if (epsilon > 0) {
      return "entropic ";
    }
    return isBiased ? "batched " : "exact ";
  }

  /** What the value is made of, in words that add up to it with those of the outer transport. */
  private static String compared(LabelDistance inner, LabelDistance.Result between) {
    String kind =
        switch (inner) {
          case WassersteinLabelDistance w -> how(between.epsilon().orElse(0), w.isBiased());
          case SlicedLabelDistance _ -> "sliced ";
          case GaussianLabelDistance _ -> "Gaussian ";
          case MeansLabelDistance _ -> "mean-to-mean ";
          default -> "";
        };
    return " of " + kind + "distances between classes";
  }

  /** The transport of the masses of classes. */
  static TransportProblem problem(
      double[][] costs, List<ClassConditional> a, List<ClassConditional> b) {
    return new TransportProblem(new CostMatrix.Stored(Matrix.of(costs)), masses(a), masses(b));
  }

  static double[][] coupling(TransportPlan plan) {
    double[][] coupling = new double[plan.rows()][plan.columns()];
    for (int k = 0; k < coupling.length; k++) {
      for (int l = 0; l < coupling[k].length; l++) {
        coupling[k][l] = plan.mass(k, l);
      }
    }
    return coupling;
  }

  private static Weights masses(List<ClassConditional> classes) {
    return Weights.proportional(classes.stream().mapToDouble(ClassConditional::mass).toArray());
  }

  private static int[] ids(List<ClassConditional> classes) {
    return classes.stream().mapToInt(ClassConditional::classId).toArray();
  }

  private static void warn(String what, TransportResult result, List<String> warnings) {
    if (!result.convergence().converged()) {
      warnings.add(what + " did not converge: " + result.convergence().reason());
    }
  }
}
