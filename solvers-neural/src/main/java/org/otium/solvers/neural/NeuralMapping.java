package org.otium.solvers.neural;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.otium.api.Compute;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;
import org.otium.api.LearningStep;
import org.otium.api.NamedArrays;
import org.otium.models.torch.Torch;

/**
 * The OTDD neural map (GG eq. 4, app. B): networks G and f are learned against each other,
 *
 * <p>sup_f inf_G E_Q[φ‖x − G(z)‖² + λ·yᵀMℓ(G(z)) − f(G(z))] + E_P[f(x')],
 *
 * <p>with f a function of features alone, M the distances between classes and ℓ a classifier that
 * learned the target before. G is taught the identity first, and the running mean of its numbers is
 * the result. Like every game between networks this need not converge: the curve of a {@link
 * NeuralMap} and its images tell.
 *
 * <p>On the processor the same seed and samples, in whatever order, give the same bytes on any
 * number of threads, whether learning was interrupted or not.
 */
public final class NeuralMapping implements DatasetMapping {
  private static final System.Logger LOG = System.getLogger("org.otium.solvers.neural");

  private final NeuralMapSettings settings;
  private final Compute compute;

  /**
   * Makes the mapping.
   *
   * @param settings how to learn
   * @param compute threads
   */
  public NeuralMapping(NeuralMapSettings settings, Compute compute) {
    Torch.check(settings.device());
    this.settings = settings;
    this.compute = compute;
  }

  /** A step has few shards: maps that are learned side by side keep more cores busy. */
  @Override
  public boolean isSequential() {
    return true;
  }

  /** Where the settings name a folder, that one counts. */
  @Override
  public Optional<DatasetMapping> keptIn(Path folder) {
    return settings.checkpoints().isPresent()
        ? Optional.empty()
        : Optional.of(
            new NeuralMapping(
                settings.withCheckpoints(folder.toString(), settings.checkpointEvery()), compute));
  }

  @Override
  public NeuralMap fit(LabeledDataset from, LabeledDataset to, long seed) {
    return fit(from, to, seed, step -> {});
  }

  @Override
  public NeuralMap fit(
      LabeledDataset from, LabeledDataset to, long seed, Consumer<LearningStep> listener) {
    ClassPath.makeReadable();
    MapProblem problem = MapProblem.of(from, to, settings);
    String pair = from.name() + " to " + to.name();
    Optional<MapCheckpoint> file =
        settings
            .checkpoints()
            .map(
                folder ->
                    new MapCheckpoint(Path.of(folder), pair, problem.fingerprint(settings, seed)));
    Optional<NamedArrays> start = file.flatMap(MapCheckpoint::read);
    Torch torch = Torch.start(settings.device(), compute);
    try (NDManager scope = torch.scope()) {
      MapTraining training = new MapTraining(problem, settings, seed, torch, scope, start);
      if (start.isEmpty()) {
        LOG.log(System.Logger.Level.DEBUG, "neural-map: learning the classes of " + to.name());
        double entropy = training.learnClassifier();
        double error = training.learnIdentity();
        LOG.log(
            System.Logger.Level.DEBUG,
            String.format(
                Locale.ROOT,
                "neural-map: cross-entropy of the classifier %.3g, error of the identity %.3g",
                entropy,
                error));
        file.ifPresent(kept -> kept.write(training.state()));
      }
      training.curve().forEach(at -> listener.accept(at.of(settings.iterations())));
      learn(training, file, listener);
      return new NeuralMap(problem, settings, training, compute);
    }
  }

  private void learn(
      MapTraining training, Optional<MapCheckpoint> file, Consumer<LearningStep> listener) {
    while (training.iteration() < settings.iterations()) {
      MapProgress at = training.iterate();
      int done = at.iteration();
      boolean isDue = done % settings.checkpointEvery() == 0 || done == settings.iterations();
      if (isDue) {
        file.ifPresent(kept -> kept.write(training.state()));
      }
      try {
        listener.accept(at.of(settings.iterations()));
      } catch (RuntimeException e) {
        if (!isDue) {
          keep(training, file, e);
        }
        throw e;
      }
    }
  }

  /** Who ends learning in the middle loses none of it. */
  private static void keep(
      MapTraining training, Optional<MapCheckpoint> file, RuntimeException why) {
    try {
      file.ifPresent(kept -> kept.write(training.state()));
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }
}
