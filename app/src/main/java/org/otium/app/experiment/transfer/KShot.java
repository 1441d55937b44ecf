package org.otium.app.experiment.transfer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.Accuracy;
import org.otium.api.ClassCorrespondence;
import org.otium.api.Flow;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.WatchedMappings;
import org.otium.data.Concatenation;

/**
 * One repetition of WoW, "Transfer Learning", for one number of samples: a large source flows
 * towards the few labelled samples of the target, flowed samples take the names of classes of the
 * target, and a classifier learns from both.
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
      LabeledDataset flowed = named(flowed(method), few, method.naming(), settings);
      for (KShotSettings.Learning learning : settings.learning()) {
        accuracies.put(learning.row(method), learned(flowed, learning));
      }
    }
    return accuracies;
  }

  private double learned(LabeledDataset training) {
    return Accuracy.of(settings.classifier().fit(training, seed), test).value();
  }

  private double learned(LabeledDataset flowed, KShotSettings.Learning learning) {
    return switch (learning) {
      case TOGETHER -> learned(Concatenation.of("few and flowed", List.of(few, flowed)));
      case FINE_TUNED ->
          Accuracy.of(settings.classifier().fit(flowed, seed).fineTune(few, seed), test).value();
      case FLOWED_ONLY -> learned(flowed);
    };
  }

  private LabeledDataset flowed(KShotSettings.Method method) {
    Flow flow = method.dynamics().start(method.functional(), source, seed);
    while (flow.state().step() < method.steps()) {
      WatchedMappings.checkGoesOn(stop);
      flow.advance();
    }
    return flow.state().particles();
  }

  /** Flowed samples with classes of the target. */
  static LabeledDataset named(
      LabeledDataset flowed,
      LabeledDataset few,
      KShotSettings.Naming naming,
      KShotSettings settings) {
    Labels labels =
        switch (naming) {
          case BY_CLASS ->
              ClassCorrespondence.byDistance(flowed, few, settings.labelDistance())
                  .relabel(flowed.labels());
          case BY_SAMPLE -> mostMass(flowed, few, settings);
        };
    return flowed.withLabels(labels).withClassNames(few.classNames()).withShape(few.shape());
  }

  private static Labels mostMass(
      LabeledDataset flowed, LabeledDataset few, KShotSettings settings) {
    TransportPlan plan =
        settings
            .solver()
            .solve(
                new TransportProblem(
                    settings.groundCost().between(flowed.features(), few.features()),
                    flowed.weights(),
                    few.weights()))
            .plan();
    int[] ids = few.labels().classIds();
    int[] columns = new int[few.size()];
    Arrays.setAll(columns, j -> Arrays.binarySearch(ids, few.labels().classOf(j)));
    int[] rows = new int[flowed.size()];
    Arrays.setAll(rows, i -> i);
    double[][] masses = plan.aggregate(rows, rows.length, columns, ids.length);
    int[] classes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int most = 0;
      for (int c = 1; c < ids.length; c++) {
        most = masses[i][c] > masses[i][most] ? c : most;
      }
      classes[i] = ids[most];
    }
    return Labels.hard(classes);
  }
}
