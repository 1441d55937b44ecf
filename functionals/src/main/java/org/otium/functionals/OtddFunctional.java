package org.otium.functionals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.KantorovichPotentials;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.OtSolver;
import org.otium.api.TransportResult;

/**
 * The functional 𝒯_β(ρ) = ½·OTDD²(ρ, β) (DD §4.1), debiased if its solver is biased.
 *
 * <p>With plan π and class coupling M of the transport to β, and their counterparts of the self
 * term, its Wasserstein gradient is φ(T_self(x) − T_β(x)) for the squared Euclidean cost, T the
 * barycentric projections, plus λ/2 times the gradient of Σ M_kl W₂²(ν_k, ν'_l) through the
 * class-conditional measures, unless {@code label-gradient} is off. Without debiasing T_self is the
 * identity, so a unit step lands on the barycentric projection.
 *
 * <p>A relative ε is resolved against the first cost that is seen and kept for the rest of the
 * flow, so that every step descends one and the same function.
 */
public final class OtddFunctional implements Functional {
  private static final String EPSILON = "epsilon";
  private static final String F = "potential-f";
  private static final String G = "potential-g";
  private static final String SELF = "potential-self";

  private final LabeledTransport transport;
  private final OtSolver solver;
  private final boolean selfTerms;
  private final boolean labelGradient;
  private final Side target;

  /** The target's self term depends on ε alone; the last one is remembered. */
  private volatile TargetSelf targetSelf = new TargetSelf(Double.NaN, 0, List.of());

  private record TargetSelf(double epsilon, double value, List<String> warnings) {}

  /** A term of the functional: its transport and the Wasserstein gradient of its value. */
  private record Term(TransportResult result, Matrix gradient) {}

  /**
   * Makes the functional.
   *
   * @param settings the target and how to compare with it
   */
  public OtddFunctional(OtddFunctionalSettings settings) {
    this.transport = settings.distance().transport();
    this.selfTerms = settings.distance().needsSelfTerms();
    this.solver = settings.solver();
    this.labelGradient = settings.labelGradient() && settings.labelWeight() > 0;
    this.target = Side.of(settings.target());
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    Side source = Side.of(state.particles());
    NamedArrays memory = state.warmStart();
    List<String> warnings = new ArrayList<>();
    Map<String, Double> parts = new LinkedHashMap<>();

    OtSolver fixed = memory.get(EPSILON).map(e -> solver.withEpsilon(e[0])).orElse(solver);
    Term cross = crossTerm(source, fixed, start(memory, F, G));
    TransportResult result = cross.result();
    warn("the transport to the target", result, warnings);
    double value = result.value();
    parts.put("transport", 0.5 * result.value());
    NamedArrays next =
        NamedArrays.empty()
            .with(EPSILON, new double[] {result.epsilon()})
            .with(F, result.potentials().f())
            .with(G, result.potentials().g());

    float[] gradient = cross.gradient().toArray();
    if (selfTerms) {
      OtSolver same = fixed.withEpsilon(result.epsilon());
      Term self = selfTerm(source, same, start(memory, SELF, SELF));
      warn("the self term", self.result(), warnings);
      TargetSelf ofTarget = targetSelf(same, result.epsilon());
      warnings.addAll(ofTarget.warnings());
      value -= 0.5 * (self.result().value() + ofTarget.value());
      parts.put("self", -0.25 * self.result().value());
      parts.put("target-self", -0.25 * ofTarget.value());
      next = next.with(SELF, self.result().potentials().f());
      float[] selfGradient = self.gradient().array();
      for (int i = 0; i < gradient.length; i++) {
        // Both arguments of OT(ρ, ρ) move, which cancels its factor ½.
        gradient[i] -= selfGradient[i];
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= 0.5f;
    }
    Matrix wasserstein =
        Matrix.wrap(state.particles().size(), state.particles().dimension(), gradient);
    return new Evaluation(0.5 * value, wasserstein, parts, next, warnings);
  }

  private Term crossTerm(Side source, OtSolver with, Optional<KantorovichPotentials> start) {
    LabelDistance.Result labels = transport.labels(source, target);
    TransportResult result = transport.between(source, target, labels.squared(), with, start);
    return new Term(result, gradient(result, labels, source, target));
  }

  private Term selfTerm(Side source, OtSolver with, Optional<KantorovichPotentials> start) {
    LabelDistance.Result labels = transport.labels(source, source);
    TransportResult result = transport.within(source, labels.squared(), with, start);
    return new Term(result, gradient(result, labels, source, source));
  }

  private Matrix gradient(
      TransportResult result, LabelDistance.Result labels, Side source, Side other) {
    Matrix features = transport.featureGradient(result, source, other);
    if (!labelGradient) {
      return features;
    }
    double[][] coupling = LabeledTransport.classCoupling(result, source, other);
    float[] sum = transport.labelGradient(labels, coupling, source).toArray();
    float[] values = features.array();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
    return Matrix.wrap(features.rows(), features.columns(), sum);
  }

  private TargetSelf targetSelf(OtSolver same, double epsilon) {
    TargetSelf known = targetSelf;
    if (known.epsilon() != epsilon) {
      double[][] labels = transport.labels(target, target).squared();
      TransportResult self = transport.within(target, labels, same, Optional.empty());
      List<String> warnings = new ArrayList<>();
      warn("the self term of the target", self, warnings);
      known = new TargetSelf(epsilon, self.value(), List.copyOf(warnings));
      targetSelf = known;
    }
    return known;
  }

  private static Optional<KantorovichPotentials> start(NamedArrays memory, String f, String g) {
    Optional<double[]> first = memory.get(f);
    Optional<double[]> second = memory.get(g);
    return first.isPresent() && second.isPresent()
        ? Optional.of(new KantorovichPotentials(first.get(), second.get()))
        : Optional.empty();
  }

  static void warn(String what, TransportResult result, List<String> warnings) {
    if (!result.convergence().converged()) {
      warnings.add(what + " did not converge: " + result.convergence().reason());
    }
  }
}
