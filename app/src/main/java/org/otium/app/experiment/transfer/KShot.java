package org.otium.app.experiment.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.otium.api.Accuracy;
import org.otium.api.ClassCorrespondence;
import org.otium.api.DatasetTransform;
import org.otium.api.Flow;
import org.otium.api.FlowStep;
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
 * target, and a classifier learns from both. Beside where it ended, the source is learned from
 * where it was before, on its way, or taken along by a learned map (DD §7.2).
 */
final class KShot {
  private final KShotSettings settings;
  private final Samples samples;
  private final LabeledDataset few;
  private final LabeledDataset test;
  private final long seed;
  private final StopSignal stop;

  /**
   * What flows, and how others follow.
   *
   * @param source the samples that flow
   * @param others samples that do not flow but are mapped; empty if none are
   * @param maps makes what learns from particles before and after a flow where others go
   */
  record Samples(
      LabeledDataset source,
      Optional<LabeledDataset> others,
      BiFunction<LabeledDataset, LabeledDataset, DatasetTransform> maps) {}

  KShot(
      KShotSettings settings,
      Samples samples,
      LabeledDataset few,
      LabeledDataset test,
      long seed,
      StopSignal stop) {
    this.settings = settings;
    this.samples = samples;
    this.few = few;
    this.test = test;
    this.seed = seed;
    this.stop = stop;
  }

  /** What is measured: a row for the few samples alone, and then one a method and way to learn. */
  List<String> rows() {
    List<String> rows = new ArrayList<>(List.of(KShotSettings.ALONE));
    for (KShotSettings.Method method : settings.methods()) {
      for (KShotSettings.Given given : method.gives()) {
        settings.learning().forEach(learning -> rows.add(learning.row(method, given)));
      }
    }
    return rows;
  }

  /**
   * The accuracy on the test set by method, that of the few samples alone first.
   *
   * @param units knows what was measured before
   * @param name what the repetition is called
   * @param progress is told of flows
   */
  Map<String, Double> accuracies(Units units, String name, Progress progress) {
    Map<String, Double> accuracies = new LinkedHashMap<>();
    accuracies.put(
        KShotSettings.ALONE, units.accuracy(name, KShotSettings.ALONE, () -> learned(few)));
    for (KShotSettings.Method method : settings.methods()) {
      Once<Way> way = new Once<>(() -> flowed(method, progress));
      Once<LabeledDataset> end =
          new Once<>(() -> named(way.get().end(), few, method.naming(), settings));
      for (KShotSettings.Given given : method.gives()) {
        Once<LabeledDataset> more =
            new Once<>(() -> more(given, way.get(), end.get(), method, progress));
        for (KShotSettings.Learning learning : settings.learning()) {
          String row = learning.row(method, given);
          accuracies.put(row, units.accuracy(name, row, () -> learned(more.get(), learning)));
        }
      }
    }
    return accuracies;
  }

  /** Where particles were at some steps, the last of which is the end of the flow. */
  private record Way(List<LabeledDataset> snapshots) {
    LabeledDataset end() {
      return snapshots.getLast();
    }
  }

  private LabeledDataset more(
      KShotSettings.Given given,
      Way way,
      LabeledDataset end,
      KShotSettings.Method method,
      Progress progress) {
    return switch (given) {
      case SOURCE -> named(samples.source(), few, method.naming(), settings);
      case FLOWED -> end;
      case TRAJECTORY -> {
        // A particle is of one class all the way: that where it arrives.
        List<LabeledDataset> parts =
            way.snapshots().stream()
                .map(there -> end.withFeatures(there.features()).withShape(few.shape()))
                .toList();
        yield Concatenation.of("trajectory", parts);
      }
      case MAPPED -> {
        progress.phase("Learning the map of the flow");
        LabeledDataset others = samples.others().orElseThrow();
        DatasetTransform map = samples.maps().apply(samples.source(), way.end());
        yield named(map.apply(others, seed), few, method.naming(), settings);
      }
    };
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

  private Way flowed(KShotSettings.Method method, Progress progress) {
    progress.phase("Flowing by " + method.label());
    Flow flow = method.dynamics().start(method.functional(), samples.source(), seed);
    List<LabeledDataset> snapshots = new ArrayList<>();
    for (int k = 1; k <= settings.snapshots(); k++) {
      long step = Math.round((double) method.steps() * k / settings.snapshots());
      if (step > flow.state().step() || k == settings.snapshots()) {
        while (flow.state().step() < step) {
          WatchedMappings.checkGoesOn(stop);
          FlowStep made = flow.advance();
          progress.step(made, flow.state().step(), method.steps());
        }
        snapshots.add(flow.state().particles());
      }
    }
    return new Way(snapshots);
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
