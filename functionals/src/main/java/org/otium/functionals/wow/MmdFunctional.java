package org.otium.functionals.wow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.Discrepancy;
import org.otium.api.FlowState;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;
import org.otium.numerics.ClassBatch;
import org.otium.numerics.StepSeed;

/**
 * The functional ½·MMD²_K(P, Q) = ½ ∬ K d(P − Q) d(P − Q) of a dataset as a measure over measures P
 * = Σ_c w_c δ_{μ_c} (WoW, "Synthetic Data"), classes of any sizes and masses, with Σ_c w_c = 1.
 *
 * <p>With the signed masses σ = (w_P, −w_Q) it is ½·Σ_kl σ_k σ_l K(μ_k, μ_l). Its Wasserstein
 * gradient (1/m_i)·∂F/∂x_i is the WoW gradient: C·n times the Euclidean one for C classes of n
 * samples each.
 *
 * <p>It is not negative for every kernel that is conditionally positive definite, and 0 for P = Q.
 * Class ids do not matter, only which samples belong together.
 *
 * <p>Safe for use from several threads; the memory of an evaluation is kept for the next.
 */
public final class MmdFunctional implements Discrepancy {
  /** So that batches and directions of one step have nothing to do with each other. */
  private static final long BATCHES = 0x42A7C3L;

  private final MmdSettings settings;
  private final Compute compute;
  private final Optional<Target> whole;
  private final Optional<ClassBatch> batches;
  private final AtomicReference<@Nullable Prepared> idle;

  /** A target, or what a step sees of it. */
  private record Target(ClassOrder order, Matrix points) {
    static Target of(LabeledDataset dataset) {
      ClassOrder order = ClassOrder.of(dataset);
      return new Target(order, order.stacked(dataset.features()));
    }
  }

  /** What an evaluation needs that depends on sizes and masses alone. */
  private record Prepared(
      ClassOrder order, List<Weights> target, int dimension, MeasureKernel.Family family) {}

  /**
   * Makes the functional.
   *
   * @param settings the target and the kernel
   * @param compute what the machine offers
   */
  public MmdFunctional(MmdSettings settings, Compute compute) {
    this(settings, compute, new AtomicReference<>());
  }

  private MmdFunctional(
      MmdSettings settings, Compute compute, AtomicReference<@Nullable Prepared> idle) {
    this.settings = settings;
    this.compute = compute;
    this.idle = idle;
    boolean isBatched = settings.targetBatch() > 0;
    this.whole = isBatched ? Optional.empty() : Optional.of(Target.of(settings.target()));
    this.batches =
        isBatched
            ? Optional.of(new ClassBatch(settings.target(), settings.targetBatch()))
            : Optional.empty();
  }

  @Override
  public LabeledDataset target() {
    return settings.target();
  }

  @Override
  public Discrepancy towards(LabeledDataset other) {
    // Working memory is shared: targets that are exchanged step by step are often of one size.
    return new MmdFunctional(
        new MmdSettings(other, settings.kernel(), settings.directions(), settings.targetBatch()),
        compute,
        idle);
  }

  @Override
  public boolean variesFromStepToStep() {
    boolean fresh = settings.directions() == MmdSettings.Directions.FRESH;
    return batches.isPresent() || (fresh && settings.kernel().isRandom());
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int d = particles.dimension();
    if (d != settings.target().dimension()) {
      throw new InvalidInputException(
          "particles of " + d + " features and a target of " + settings.target().dimension(),
          "Resize one dataset: they must lie in one feature space.");
    }
    long stepSeed = StepSeed.of(state.seed(), state.step());
    Target target =
        batches
            .map(b -> Target.of(b.draw(StepSeed.of(stepSeed, BATCHES)).batch()))
            .or(() -> whole)
            .orElseThrow();
    Prepared prepared = prepared(particles, target, d);
    ClassOrder order = prepared.order();
    MeasureKernel.Family family = prepared.family();
    boolean fresh = settings.directions() == MmdSettings.Directions.FRESH;
    family.place(
        order.stacked(particles.features()),
        target.points(),
        fresh ? stepSeed : StepSeed.of(state.seed(), 0));

    double[] masses = signed(order.masses(), target.order().masses());
    double[][] kernel = family.values();
    int classes = order.classes();
    double[][] coefficients = new double[masses.length][masses.length];
    double[] terms = new double[3];
    for (int k = 0; k < masses.length; k++) {
      for (int l = 0; l < masses.length; l++) {
        coefficients[k][l] = 0.5 * masses[k] * masses[l];
        int sides = (k < classes ? 0 : 1) + (l < classes ? 0 : 1);
        terms[sides] += coefficients[k][l] * kernel[k][l];
      }
    }
    float[] gradient = new float[Math.multiplyExact(order.rows(), d)];
    family.gradient(coefficients, gradient);
    idle.set(prepared);
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("within", terms[0]);
    parts.put("across", terms[1]);
    parts.put("within-target", terms[2]);
    return new Evaluation(
        terms[0] + terms[1] + terms[2],
        order.wasserstein(gradient, d, compute.threads()),
        parts,
        NamedArrays.empty(),
        List.of());
  }

  private Prepared prepared(LabeledDataset particles, Target target, int d) {
    // Taken away while it is in use, as a family serves one evaluation at a time.
    Prepared known = idle.getAndSet(null);
    List<Weights> others = target.order().measures();
    if (known == null || !known.order().fits(particles)) {
      known = null;
    } else if (known.dimension() == d && known.target().equals(others)) {
      return known;
    }
    ClassOrder order = known == null ? ClassOrder.of(particles) : known.order();
    return new Prepared(order, others, d, settings.kernel().family(order.measures(), others, d));
  }

  private static double[] signed(double[] own, double[] target) {
    double[] masses = new double[own.length + target.length];
    System.arraycopy(own, 0, masses, 0, own.length);
    for (int l = 0; l < target.length; l++) {
      masses[own.length + l] = -target[l];
    }
    return masses;
  }
}
