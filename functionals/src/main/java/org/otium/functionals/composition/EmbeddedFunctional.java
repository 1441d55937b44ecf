package org.otium.functionals.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.otium.api.Discrepancy;
import org.otium.api.Encoder.Embedding;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.numerics.ClassBatch;
import org.otium.numerics.StepSeed;

/**
 * D(φ♯P, φ♯Q), a discrepancy D between the images of particles and target under one map φ (WoW,
 * "Dataset Distillation", variants A and E; Zhao and Bilen 2023). With maps that are random and
 * fresh at each step, steps descend the mean of this over all maps. The Wasserstein gradient is
 * Jᵀ·∇_W D, J the derivative of φ at each particle.
 *
 * <p>Maps and batches are decided by the seed of the flow and the step alone. Maps that learn are
 * fitted to the samples of the target that the step sees, or once to the whole target where they
 * are not fresh. What the discrepancy wants remembered is kept only where neither maps nor target
 * change from step to step.
 */
public final class EmbeddedFunctional implements Discrepancy {
  /** So that batches, maps and what is random in the discrepancy are unrelated. */
  private static final long BATCHES = 0x51D0F3L;

  private static final long MAPS = 0x6E2B95L;

  private final EmbeddedSettings settings;
  private final Optional<ClassBatch> batches;
  private final AtomicReference<@Nullable Fixed> fixed = new AtomicReference<>();

  /** Maps that all steps of a flow share, and the target as seen through them. */
  private record Fixed(long seed, List<Embedding> maps, Discrepancy embedded) {}

  /**
   * Makes the functional.
   *
   * @param settings the discrepancy and the maps
   */
  public EmbeddedFunctional(EmbeddedSettings settings) {
    this.settings = settings;
    this.batches =
        settings.targetBatch() == 0
            ? Optional.empty()
            : Optional.of(new ClassBatch(target(), settings.targetBatch()));
  }

  @Override
  public LabeledDataset target() {
    return settings.discrepancy().target();
  }

  @Override
  public Discrepancy towards(LabeledDataset other) {
    return new EmbeddedFunctional(
        new EmbeddedSettings(
            settings.discrepancy().towards(other),
            settings.encoders(),
            settings.fresh(),
            settings.targetBatch()));
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    if (particles.dimension() != target().dimension()) {
      throw new InvalidInputException(
          "particles of "
              + particles.dimension()
              + " features and a target of "
              + target().dimension(),
          "Resize one dataset: they must lie in one feature space.");
    }
    if (!settings.encoders().isEmpty()
        && !(state.labelMeasures() instanceof LabelMeasures.Empirical)) {
      throw new InvalidInputException(
          "labels that stand for Gaussians of their own, and features that are embedded",
          "Use the dynamics 'fd' or 'wow' with embedded functionals.");
    }
    long stepSeed = StepSeed.of(state.seed(), state.step());
    LabeledDataset seen =
        batches.map(b -> b.draw(StepSeed.of(stepSeed, BATCHES)).batch()).orElseGet(this::target);
    List<Embedding> maps = new ArrayList<>();
    boolean remembers = batches.isEmpty();
    Discrepancy embedded;
    if (settings.fresh() && !settings.encoders().isEmpty()) {
      embedded = settings.discrepancy().towards(fitted(seen, stepSeed, maps));
      remembers = false;
    } else {
      Fixed known = fixedFor(state.seed());
      maps.addAll(known.maps());
      embedded = remembers ? known.embedded() : settings.discrepancy().towards(encoded(maps, seen));
    }
    return through(maps, embedded, state, remembers);
  }

  /** Makes the maps, each fitted to what the one before makes of some samples. */
  private LabeledDataset fitted(LabeledDataset samples, long seed, List<Embedding> maps) {
    LabeledDataset there = samples;
    for (int e = 0; e < settings.encoders().size(); e++) {
      long own = StepSeed.of(StepSeed.of(seed, MAPS), e);
      Embedding map = settings.encoders().get(e).fit(there, own);
      maps.add(map);
      there = map.encode(there);
    }
    return there;
  }

  private Fixed fixedFor(long seed) {
    Fixed known = fixed.get();
    if (known == null || known.seed() != seed) {
      List<Embedding> maps = new ArrayList<>();
      if (settings.encoders().isEmpty()) {
        known = new Fixed(seed, List.of(), settings.discrepancy());
      } else {
        LabeledDataset there = fitted(target(), StepSeed.of(seed, 0), maps);
        known = new Fixed(seed, List.copyOf(maps), settings.discrepancy().towards(there));
      }
      fixed.set(known);
    }
    return known;
  }

  private static LabeledDataset encoded(List<Embedding> maps, LabeledDataset samples) {
    LabeledDataset there = samples;
    for (Embedding map : maps) {
      there = map.encode(there);
    }
    return there;
  }

  private Evaluation through(
      List<Embedding> maps, Functional embedded, FlowState state, boolean remembers) {
    List<Matrix> along = new ArrayList<>();
    LabeledDataset there = state.particles();
    for (Embedding map : maps) {
      along.add(there.features());
      there = map.encode(there);
    }
    NamedArrays memory = remembers ? state.warmStart() : NamedArrays.empty();
    Evaluation at = embedded.evaluate(state.withParticles(there).withWarmStart(memory));
    Matrix gradient = at.gradient();
    for (int m = maps.size() - 1; m >= 0; m--) {
      gradient = maps.get(m).pullback(along.get(m), gradient).orElseThrow(() -> noWayBack());
    }
    if (at.diffusion() != 0 && !maps.isEmpty()) {
      throw new InvalidInputException(
          "a functional that diffuses among embedded samples",
          "Noise cannot be brought back through a map: embed a functional without diffusion.");
    }
    return new Evaluation(
        at.value(),
        gradient,
        maps.isEmpty() ? at.labelGradient() : Optional.empty(),
        at.diffusion(),
        at.parts(),
        remembers ? at.warmStart() : NamedArrays.empty(),
        at.warnings());
  }

  private static InvalidInputException noWayBack() {
    return new InvalidInputException(
        "one of the encoders knows no derivative, so that no gradient comes back through it",
        "Choose encoders that have one: random-augmentation, random-convolution, pca.");
  }
}
