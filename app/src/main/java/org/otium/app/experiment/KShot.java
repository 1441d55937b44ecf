package org.otium.app.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.Accuracy;
import org.otium.api.ClassCorrespondence;
import org.otium.api.Flow;
import org.otium.api.LabeledDataset;
import org.otium.data.Concatenation;

/**
 * One repetition of WoW, "Transfer Learning", for one number of samples: a large source flows
 * towards the few labelled samples of the target, its classes take the names of those of the target
 * that they are assigned to, and a classifier learns from both together.
 */
final class KShot {
  private final KShotSettings settings;
  private final LabeledDataset source;
  private final LabeledDataset few;
  private final LabeledDataset test;
  private final long seed;
  private final StopSignal stop;

  KShot(
      KShotSettings settings,
      LabeledDataset source,
      LabeledDataset few,
      LabeledDataset test,
      long seed,
      StopSignal stop) {
    this.settings = settings;
    this.source = source;
    this.few = few;
    this.test = test;
    this.seed = seed;
    this.stop = stop;
  }

  /** The accuracy on the test set by method, that of the few samples alone first. */
  Map<String, Double> accuracies(Progress progress) {
    Map<String, Double> accuracies = new LinkedHashMap<>();
    accuracies.put(KShotSettings.ALONE, learned(few));
    for (KShotSettings.Method method : settings.methods()) {
      WatchedMappings.checkGoesOn(stop);
      progress.phase("Flowing by " + method.label());
      LabeledDataset flowed = assigned(flowed(method), few, settings);
      accuracies.put(
          method.label(), learned(Concatenation.of("few and flowed", List.of(few, flowed))));
    }
    return accuracies;
  }

  private double learned(LabeledDataset training) {
    return Accuracy.of(settings.classifier().fit(training, seed), test).value();
  }

  private LabeledDataset flowed(KShotSettings.Method method) {
    Flow flow = method.dynamics().start(method.functional(), source, seed);
    while (flow.state().step() < method.steps()) {
      WatchedMappings.checkGoesOn(stop);
      flow.advance();
    }
    return flow.state().particles();
  }

  /** Flowed samples with the classes of the target that theirs are assigned to. */
  static LabeledDataset assigned(
      LabeledDataset flowed, LabeledDataset few, KShotSettings settings) {
    ClassCorrespondence classes =
        ClassCorrespondence.byDistance(flowed, few, settings.labelDistance());
    return flowed
        .withLabels(classes.relabel(flowed.labels()))
        .withClassNames(few.classNames())
        .withShape(few.shape());
  }
}
