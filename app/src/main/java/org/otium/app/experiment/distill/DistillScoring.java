package org.otium.app.experiment.distill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.otium.api.Accuracy;
import org.otium.api.ClassConditional;
import org.otium.api.Classifier;
import org.otium.api.Clustering;
import org.otium.api.DiscreteMeasure;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.experiment.Workspace;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.LineFigure;
import org.otium.app.report.Spread;
import org.otium.app.runs.Trajectory;
import org.otium.app.text.Numbers;
import org.otium.settings.SettingsBinder;
import org.otium.spi.Kind;

/** Has classifiers learn from the small dataset, and from what it is to be compared with. */
final class DistillScoring {
  private static final String K_MEANS = "k-means";

  /** What the curve itself begins and ends with needs no level beside it. */
  private static final List<String> OF_THE_CURVE =
      List.of(DistillScores.DISTILLED, DistillScores.START);

  private final Workspace workspace;
  private final DistillData data;
  private final DistillSettings settings;
  private final List<String> names;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * A scoring.
   *
   * @param resolved the settings as a tree, which knows what classifiers are called
   */
  DistillScoring(
      Workspace workspace,
      DistillData data,
      DistillSettings settings,
      Map<String, Object> resolved,
      Progress progress,
      StopSignal stop) {
    this.workspace = workspace;
    this.data = data;
    this.settings = settings;
    this.names = names(resolved.getOrDefault("classifiers", ""));
    this.progress = progress;
    this.stop = stop;
  }

  /** What classifiers are called: by their plugin, and by all settings where that is not enough. */
  private static List<String> names(Object specs) {
    List<String> names = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    if (specs instanceof List<?> list) {
      for (Object spec : list) {
        names.add(
            spec instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : spec.toString());
        whole.add(spec.toString());
      }
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (names.stream().filter(name::equals).count() > 1) {
        names.set(i, name + " " + whole.get(i));
      }
    }
    return names;
  }

  /**
   * Learns and tests.
   *
   * @param distilled the small dataset at the end
   * @throws CancellationException if it is stopped
   */
  DistillScores scores(LabeledDataset distilled) {
    if (settings.classifiers().isEmpty()) {
      return DistillScores.none();
    }
    List<LabeledDataset> random = new ArrayList<>();
    for (int r = 0; r < settings.repeats(); r++) {
      random.add(DistillStart.random(data.target(), settings.perClass(), settings.seed() + 1 + r));
    }
    List<LabeledDataset> centroids =
        workspace.plugins().find(Kind.CLUSTERING, K_MEANS).isPresent()
            ? List.of(centroids())
            : List.of();
    Map<String, List<LabeledDataset>> learning = new LinkedHashMap<>();
    learning.put(DistillScores.DISTILLED, repeated(distilled));
    learning.put(DistillScores.RANDOM, random);
    learning.put(DistillScores.START, repeated(data.start()));
    learning.put(DistillScores.CENTROIDS, centroids);
    List<LabeledDataset> whole = whole();
    learning.put(whole.isEmpty() ? DistillScores.WHOLE : wholeName(whole.getFirst()), whole);
    List<DistillScores.Row> rows = new ArrayList<>();
    for (int c = 0; c < settings.classifiers().size(); c++) {
      for (Map.Entry<String, List<LabeledDataset>> entry : learning.entrySet()) {
        List<LabeledDataset> datasets = entry.getValue();
        if (!datasets.isEmpty()) {
          List<Double> accuracies = new ArrayList<>();
          progress.phase("Testing " + names.get(c) + " after learning from: " + entry.getKey());
          for (int r = 0; r < datasets.size(); r++) {
            WatchedMappings.checkGoesOn(stop);
            accuracies.add(accuracy(settings.classifiers().get(c), datasets.get(r), r));
          }
          rows.add(
              new DistillScores.Row(
                  names.get(c), entry.getKey(), datasets.getFirst().size(), accuracies));
        }
      }
    }
    return new DistillScores(rows);
  }

  private List<LabeledDataset> repeated(LabeledDataset dataset) {
    // A classifier may have a seed of its own; one that has none gives the same again.
    return Collections.nCopies(settings.repeats(), dataset);
  }

  private double accuracy(Classifier classifier, LabeledDataset training, int repetition) {
    return Accuracy.of(classifier.fit(training, settings.seed() + repetition), data.test()).value();
  }

  private List<LabeledDataset> whole() {
    if (settings.wholeSamples().isEmpty()) {
      return List.of(data.target());
    }
    int samples = settings.wholeSamples().get();
    return samples == 0
        ? List.of()
        : List.of(Preparation.subset(data.target(), samples, settings.seed()).dataset());
  }

  /** Of a part nobody should think that it is all there is. */
  private String wholeName(LabeledDataset whole) {
    return whole.size() < data.available()
        ? Numbers.counted(whole.size(), "sample") + " of the dataset"
        : DistillScores.WHOLE;
  }

  /** The centres of so many clusters of each class. */
  private LabeledDataset centroids() {
    progress.phase("Clustering the classes");
    LabeledDataset target = data.target();
    int d = target.dimension();
    List<float[]> centres = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (ClassConditional c : target.classConditionals()) {
      WatchedMappings.checkGoesOn(stop);
      int clusters = Math.min(settings.perClass(), c.measure().size());
      int[] of = clustering(clusters).cluster(c.measure(), settings.seed());
      double[][] sums = new double[clusters][d];
      double[] masses = new double[clusters];
      DiscreteMeasure measure = c.measure();
      for (int i = 0; i < of.length; i++) {
        if (of[i] >= 0) {
          double weight = measure.weights().get(i);
          masses[of[i]] += weight;
          for (int j = 0; j < d; j++) {
            sums[of[i]][j] += weight * measure.points().get(i, j);
          }
        }
      }
      for (int k = 0; k < clusters; k++) {
        if (masses[k] > 0) {
          float[] centre = new float[d];
          for (int j = 0; j < d; j++) {
            centre[j] = (float) (sums[k][j] / masses[k]);
          }
          centres.add(centre);
          labels.add(c.classId());
        }
      }
    }
    float[] values = new float[Math.multiplyExact(centres.size(), d)];
    for (int i = 0; i < centres.size(); i++) {
      System.arraycopy(centres.get(i), 0, values, i * d, d);
    }
    int[] ids = labels.stream().mapToInt(Integer::intValue).toArray();
    return LabeledDataset.of("centroids", Matrix.wrap(ids.length, d, values), Labels.hard(ids))
        .withShape(target.shape())
        .withClassNames(target.classNames());
  }

  private Clustering clustering(int clusters) {
    Map<String, Object> spec = Map.of("name", K_MEANS, "clusters", clusters, "restarts", 1);
    SettingsBinder binder = new SettingsBinder(workspace.plugins());
    return (Clustering) binder.bindPlugin(Kind.CLUSTERING, spec, K_MEANS).value();
  }

  /**
   * The accuracy of the first classifier after learning from the samples at some steps.
   *
   * @param trajectory where samples were
   * @return the curve, beside the levels of what it is compared with; empty if not all samples were
   *     recorded
   */
  Optional<LineFigure> along(Trajectory trajectory, DistillScores scores) {
    boolean isWhole = trajectory.particles().length == data.start().size();
    if (!isWhole || settings.classifiers().isEmpty() || settings.scoredFrames() == 0) {
      return Optional.empty();
    }
    progress.phase("Testing " + names.getFirst() + " along the flow");
    List<LineChart.Point> points = new ArrayList<>();
    List<Trajectory.Frame> frames =
        Spread.over(trajectory.frames(), Math.max(2, settings.scoredFrames()));
    for (Trajectory.Frame frame : frames) {
      WatchedMappings.checkGoesOn(stop);
      LabeledDataset then =
          data.start().withFeatures(frame.features()).withLabels(Labels.hard(frame.labels()));
      double share = accuracy(settings.classifiers().getFirst(), then, 0);
      points.add(new LineChart.Point(frame.step(), 100 * share));
    }
    List<LineFigure.Line> lines = new ArrayList<>();
    lines.add(new LineFigure.Line(DistillScores.DISTILLED, points));
    for (DistillScores.Row row : scores.rows()) {
      boolean isBeside = !OF_THE_CURVE.contains(row.learnedFrom());
      if (isBeside && row.classifier().equals(names.getFirst())) {
        double percent = 100 * row.spread().mean();
        lines.add(
            new LineFigure.Line(
                row.learnedFrom(),
                List.of(
                    new LineChart.Point(frames.getFirst().step(), percent),
                    new LineChart.Point(frames.getLast().step(), percent))));
      }
    }
    return Optional.of(
        new LineFigure("Accuracy of " + names.getFirst() + " in percent", "step", lines));
  }
}
