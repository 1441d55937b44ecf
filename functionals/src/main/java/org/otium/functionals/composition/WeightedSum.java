package org.otium.functionals.composition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;

/**
 * F(ρ) = Σ_t w_t·F_t(ρ) (DD eq. 12). Values, gradients, label gradients and diffusions add up with
 * their weights.
 *
 * <p>A term whose value is one part gives the part {@code label}, one of several gives {@code
 * label.part} for each; each times the weight, so that the parts of the sum explain its value. Each
 * term keeps its own memory between evaluations. A term of weight zero is not evaluated.
 */
public final class WeightedSum implements Functional {
  private final List<SumSettings.Term> terms;

  /**
   * Makes the sum.
   *
   * @param settings the terms
   */
  public WeightedSum(SumSettings settings) {
    this.terms = settings.terms();
  }

  @Override
  public boolean variesFromStepToStep() {
    return terms.stream().anyMatch(t -> t.weight() != 0 && t.functional().variesFromStepToStep());
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    int n = state.particles().size();
    int d = state.particles().dimension();
    double[] gradient = new double[Math.multiplyExact(n, d)];
    Optional<GaussianFamily> labelGradient = Optional.empty();
    double value = 0;
    double diffusion = 0;
    Map<String, Double> parts = new LinkedHashMap<>();
    NamedArrays memory = NamedArrays.empty();
    List<String> warnings = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      SumSettings.Term term = terms.get(t);
      String label = term.labelAt(t);
      String prefix = label + "/";
      double weight = term.weight();
      if (weight == 0) {
        // its memory is kept, so that an evaluation with the same terms finds it again
        memory = memory.withAll(prefix, state.warmStart().under(prefix));
        continue;
      }
      Evaluation at =
          term.functional().evaluate(state.withWarmStart(state.warmStart().under(prefix)));
      if (weight * at.diffusion() < 0) {
        throw new InvalidInputException(
            "the term '" + label + "' diffuses but has the weight " + weight,
            "Give it a positive weight: particles cannot diffuse backwards.");
      }
      value += weight * at.value();
      diffusion += weight * at.diffusion();
      float[] own = at.gradient().array();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += weight * own[i];
      }
      labelGradient = plus(labelGradient, weight, at.labelGradient());
      addParts(parts, label, weight, at);
      memory = memory.withAll(prefix, at.warmStart());
      at.warnings().forEach(warning -> warnings.add(label + ": " + warning));
    }
    float[] rounded = new float[gradient.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) gradient[i];
    }
    return new Evaluation(
        value, Matrix.wrap(n, d, rounded), labelGradient, diffusion, parts, memory, warnings);
  }

  private static void addParts(
      Map<String, Double> parts, String label, double weight, Evaluation at) {
    if (at.parts().size() <= 1) {
      parts.put(label, weight * at.value());
    } else {
      at.parts().forEach((part, value) -> parts.put(label + "." + part, weight * value));
    }
  }

  private static Optional<GaussianFamily> plus(
      Optional<GaussianFamily> sum, double weight, Optional<GaussianFamily> term) {
    if (term.isEmpty()) {
      return sum;
    }
    GaussianFamily added = term.get();
    if (sum.isEmpty()) {
      Matrix means = plus(Optional.empty(), weight, added.means());
      Matrix roots = plus(Optional.empty(), weight, added.roots());
      return Optional.of(new GaussianFamily(added.form(), means, roots));
    }
    GaussianFamily so = sum.get();
    if (so.form() != added.form()
        || so.means().rows() != added.means().rows()
        || so.roots().rows() != added.roots().rows()) {
      throw new InvalidInputException(
          "two terms have label gradients of different shapes",
          "Give them the same form of label distributions.");
    }
    return Optional.of(
        new GaussianFamily(
            so.form(),
            plus(Optional.of(so.means()), weight, added.means()),
            plus(Optional.of(so.roots()), weight, added.roots())));
  }

  private static Matrix plus(Optional<Matrix> sum, double weight, Matrix term) {
    float[] out = new float[term.array().length];
    for (int i = 0; i < out.length; i++) {
      double before = sum.isPresent() ? sum.get().array()[i] : 0;
      out[i] = (float) (before + weight * term.array()[i]);
    }
    return Matrix.wrap(term.rows(), term.columns(), out);
  }
}
