package org.otium.app.experiment.flow;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.otium.api.Accuracy;
import org.otium.api.ClassCorrespondence;
import org.otium.api.Classifier;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.app.experiment.LearnedClassifiers;
import org.otium.app.experiment.Preparation;

/** Shows the particles of a flow to a classifier that has learned from other data. */
public final class FlowEvaluation {
  /** No classifier is asked. */
  public static final FlowEvaluation NONE = new FlowEvaluation(null, null, Optional.empty());

  private final @Nullable EvaluationSettings settings;
  private final @Nullable Learned learned;
  private final Optional<Labels> truth;

  private FlowEvaluation(
      @Nullable EvaluationSettings settings, @Nullable Learned learned, Optional<Labels> truth) {
    this.truth = truth;
    this.settings = settings;
    this.learned = learned;
  }

  private record Learned(Classifier.Trained classifier, LabeledDataset data) {}

  /**
   * Trains the classifier, once for all runs of the workspace that need the same.
   *
   * @param settings what was asked for
   * @param particles decide the shape of the data
   * @param truth the classes of the particles, where what flows has others, such as clusters
   * @param resize whether images may be resized to it
   * @param seed decides everything random
   * @param classifier the classifier's settings, complete
   * @param arithmetic which linear algebra computes
   * @param known what was learned before
   */
  static FlowEvaluation of(
      EvaluationSettings settings,
      LabeledDataset particles,
      Optional<Labels> truth,
      boolean resize,
      long seed,
      Object classifier,
      String arithmetic,
      LearnedClassifiers known) {
    LabeledDataset some = Preparation.subset(settings.data(), settings.samples(), seed).dataset();
    LabeledDataset data = Preparation.fitted(some, particles, resize);
    Classifier.Trained trained =
        known.of(
            new LearnedClassifiers.Key(classifier, arithmetic, LearnedClassifiers.sum(data), seed),
            () -> settings.classifier().fit(data, seed));
    return new FlowEvaluation(settings, new Learned(trained, data), truth);
  }

  /**
   * How many particles are labelled rightly.
   *
   * @param made how many steps were made
   * @param total how many there will be
   * @return a share; empty if this is no step to look
   */
  OptionalDouble at(long made, long total, LabeledDataset particles) {
    return settings != null && learned != null && looks(made, total)
        ? OptionalDouble.of(share(settings, learned, particles, truth))
        : OptionalDouble.empty();
  }

  /** Whether this is a step to look. */
  boolean looks(long made, long total) {
    return settings != null && (made % settings.every() == 0 || made == total);
  }

  /** How many samples of a dataset that does not flow are labelled rightly, to compare with. */
  OptionalDouble of(LabeledDataset dataset) {
    return settings == null || learned == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(share(settings, learned, dataset, Optional.empty()));
  }

  private static double share(
      EvaluationSettings settings,
      Learned learned,
      LabeledDataset samples,
      Optional<Labels> truth) {
    Labels predicted = learned.classifier().predict(samples.features());
    // Clusters take the names of classes, so that accuracies can be measured at all (DD app. C).
    Labels labels =
        truth
            .map(
                classes ->
                    ClassCorrespondence.agreement(classes, samples.labels(), samples.weights())
                        .assigned()
                        .relabel(classes))
            .orElse(samples.labels());
    if (settings.match() == EvaluationSettings.Match.BY_TRANSPORT) {
      ClassCorrespondence layer =
          ClassCorrespondence.between(
              learned.data(), samples, settings.labelDistance(), settings.solver());
      return Accuracy.of(layer.applyTo(predicted), samples.withLabels(labels)).value();
    }
    Labels stoodFor =
        switch (settings.match()) {
          case BY_DISTANCE ->
              ClassCorrespondence.byDistance(samples, learned.data(), settings.labelDistance())
                  .relabel(labels);
          case BY_AGREEMENT ->
              ClassCorrespondence.agreement(labels, predicted, samples.weights())
                  .assigned()
                  .relabel(labels);
          case AS_NAMED, BY_TRANSPORT -> labels;
        };
    return Accuracy.of(predicted, samples.withLabels(stoodFor)).value();
  }
}
