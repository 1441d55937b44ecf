package org.otium.functionals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Discrepancy;
import org.otium.api.FlowState;
import org.otium.api.GaussianFamily;
import org.otium.api.KantorovichPotentials;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.GaussianSide;
import org.otium.api.LabeledTransport.Marginal;
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
 * <p>Where the labels of a state stand for Gaussians of their own (DD §6.1, algorithms 2 and 3),
 * the label part of the gradient is with respect to their means and roots, and the features get
 * their own part alone.
 *
 * <p>A relative ε is resolved against the first cost that is seen and kept for the rest of the
 * flow, so that every step descends one and the same function. So is that of a label distance by a
 * regularised solver: the largest of the pairs of classes, for all of them.
 */
public final class OtddFunctional implements Discrepancy {
  private static final String EPSILON = "epsilon";
  private static final String LABEL_EPSILON = "label-epsilon";
  private static final String F = "potential-f";
  private static final String G = "potential-g";
  private static final String SELF = "potential-self";

  private final OtddFunctionalSettings settings;
  private final LabeledTransport transport;
  private final OtSolver solver;
  private final boolean selfTerms;
  private final boolean labelGradient;
  private final Side target;

  /** The target's self term depends on ε and that of the labels; the last is remembered. */
  private volatile TargetSelf targetSelf = new TargetSelf(Double.NaN, Double.NaN, 0, List.of());

  private record TargetSelf(
      double epsilon, double labelEpsilon, double value, List<String> warnings) {}

  /** A term of the functional: its transport and the Wasserstein gradient of its value. */
  private record Term(
      TransportResult result, Matrix gradient, Optional<GaussianFamily> labelGradient) {}

  /**
   * Makes the functional.
   *
   * @param settings the target and how to compare with it
   */
  public OtddFunctional(OtddFunctionalSettings settings) {
    this.settings = settings;
    this.transport = settings.distance().transport();
    this.selfTerms = settings.distance().needsSelfTerms();
    this.solver = settings.solver();
    this.labelGradient = settings.labelGradient() && settings.labelWeight() > 0;
    this.target = Side.of(settings.target());
  }

  @Override
  public LabeledDataset target() {
    return settings.target();
  }

  @Override
  public Discrepancy towards(LabeledDataset other) {
    return new OtddFunctional(settings.towards(other));
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    Marginal source = source(state);
    NamedArrays memory = state.warmStart();
    List<String> warnings = new ArrayList<>();
    Map<String, Double> parts = new LinkedHashMap<>();

    OtSolver fixed = memory.get(EPSILON).map(e -> solver.withEpsilon(e[0])).orElse(solver);
    Optional<Double> known = memory.get(LABEL_EPSILON).map(e -> e[0]);
    LabelTerm labels = LabelTerm.between(at(known.orElse(0.0)), source, target);
    double labelEpsilon = known.orElse(labels.epsilon().orElse(0));
    LabeledTransport resolved = at(labelEpsilon);
    if (known.isEmpty() && labelEpsilon > 0) {
      labels = LabelTerm.between(resolved, source, target);
    }
    Term cross =
        term(
            resolved.between(source, target, labels.squared(), fixed, start(memory, F, G)),
            labels,
            source,
            target);
    TransportResult result = cross.result();
    warn("the transport to the target", result, warnings);
    double value = result.value();
    parts.put("transport", 0.5 * result.value());
    NamedArrays next =
        NamedArrays.empty()
            .with(EPSILON, new double[] {result.epsilon()})
            .with(LABEL_EPSILON, new double[] {labelEpsilon})
            .with(F, result.potentials().f())
            .with(G, result.potentials().g());

    Matrix gradient = scaled(cross.gradient(), 0.5);
    Optional<GaussianFamily> byLabels = cross.labelGradient().map(g -> scaled(g, 0.5));
    if (selfTerms) {
      OtSolver same = fixed.withEpsilon(result.epsilon());
      Term self = selfTerm(resolved, source, same, start(memory, SELF, SELF));
      warn("the self term", self.result(), warnings);
      TargetSelf ofTarget = targetSelf(same, result.epsilon(), labelEpsilon);
      warnings.addAll(ofTarget.warnings());
      value -= 0.5 * (self.result().value() + ofTarget.value());
      parts.put("self", -0.25 * self.result().value());
      parts.put("target-self", -0.25 * ofTarget.value());
      next = next.with(SELF, self.result().potentials().f());
      // Both arguments of OT(ρ, ρ) move, which cancels its factor ½.
      gradient = halfDifference(cross.gradient(), self.gradient());
      byLabels =
          cross.labelGradient().flatMap(c -> self.labelGradient().map(s -> halfDifference(c, s)));
    }
    return new Evaluation(0.5 * value, gradient, byLabels, 0, parts, next, warnings);
  }

  /** The transport at an ε of its label distances; 0 leaves them as they are. */
  private LabeledTransport at(double labelEpsilon) {
    return labelEpsilon > 0
        ? transport.withLabelDistance(transport.labelDistance().withEpsilon(labelEpsilon))
        : transport;
  }

  private static Marginal source(FlowState state) {
    return switch (state.labelMeasures()) {
      case LabelMeasures.Empirical empirical -> Side.of(state.particles());
      case LabelMeasures.PerClass classes -> GaussianSide.of(state.particles(), classes);
      case LabelMeasures.PerParticle own -> GaussianSide.of(state.particles(), own);
    };
  }

  private Term selfTerm(
      LabeledTransport resolved,
      Marginal source,
      OtSolver with,
      Optional<KantorovichPotentials> start) {
    LabelTerm labels = LabelTerm.within(resolved, source);
    TransportResult result = resolved.within(source, labels.squared(), with, start);
    return term(result, labels, source, source);
  }

  private Term term(TransportResult result, LabelTerm labels, Marginal source, Marginal other) {
    Matrix features = transport.featureGradient(result, source, other);
    if (!labelGradient) {
      return new Term(result, features, Optional.empty());
    }
    double[][] coupling = LabeledTransport.classCoupling(result, source, other);
    Matrix gradient =
        labels.byFeatures(coupling).map(byLabels -> sum(features, byLabels)).orElse(features);
    return new Term(result, gradient, labels.byLabels(coupling));
  }

  private static Matrix sum(Matrix a, Matrix b) {
    float[] sum = a.toArray();
    float[] other = b.array();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return Matrix.wrap(a.rows(), a.columns(), sum);
  }

  private static Matrix scaled(Matrix a, double factor) {
    float[] scaled = a.toArray();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= (float) factor;
    }
    return Matrix.wrap(a.rows(), a.columns(), scaled);
  }

  private static GaussianFamily scaled(GaussianFamily a, double factor) {
    return new GaussianFamily(a.form(), scaled(a.means(), factor), scaled(a.roots(), factor));
  }

  private static Matrix halfDifference(Matrix a, Matrix b) {
    float[] difference = a.toArray();
    float[] other = b.array();
    for (int i = 0; i < difference.length; i++) {
      difference[i] = 0.5f * (difference[i] - other[i]);
    }
    return Matrix.wrap(a.rows(), a.columns(), difference);
  }

  private static GaussianFamily halfDifference(GaussianFamily a, GaussianFamily b) {
    return new GaussianFamily(
        a.form(), halfDifference(a.means(), b.means()), halfDifference(a.roots(), b.roots()));
  }

  private TargetSelf targetSelf(OtSolver same, double epsilon, double labelEpsilon) {
    TargetSelf known = targetSelf;
    if (known.epsilon() != epsilon || known.labelEpsilon() != labelEpsilon) {
      LabeledTransport resolved = at(labelEpsilon);
      double[][] labels = LabelTerm.within(resolved, target).squared();
      TransportResult self = resolved.within(target, labels, same, Optional.empty());
      List<String> warnings = new ArrayList<>();
      warn("the self term of the target", self, warnings);
      known = new TargetSelf(epsilon, labelEpsilon, self.value(), List.copyOf(warnings));
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
