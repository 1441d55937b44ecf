package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.DatasetDistance;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.report.DistanceReport;
import org.otium.app.report.Fact;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.ReportContent;
import org.otium.app.text.Numbers;
import org.otium.app.text.Rounding;

/** Puts the report of a comparison together. */
final class DistancePage {
  private static final int SAMPLES = 12;
  private static final int MOST_CLASSES = 30;

  private DistancePage() {}

  static ReportContent of(
      DistanceOutcome outcome, DatasetPair data, Workspace workspace, Timings timings) {
    DatasetDistance.Report report = outcome.report();
    List<String> rows = DatasetPair.names(data.source(), report.classesA());
    List<String> columns = DatasetPair.names(data.target(), report.classesB());
    List<String> warnings = new ArrayList<>(report.warnings());
    warnings.addAll(outcome.leftOut());
    Map<String, String> parts = new LinkedHashMap<>();
    report.parts().forEach((name, value) -> parts.put(name, Numbers.value(value)));
    Map<String, String> times = new LinkedHashMap<>();
    DistanceNumbers.seconds(outcome).forEach((name, s) -> times.put(name, Numbers.duration(s)));
    return new DistanceReport(
            outcome.first().name(),
            outcome.second().name(),
            "The " + report.meaning() + " is " + Numbers.value(squared(report)) + ".",
            facts(outcome),
            warnings,
            samples(data),
            HeatmapFigure.coupling("Which class goes where", rows, columns, report.classCoupling()),
            labels(report, rows, columns),
            parts,
            data.words("First", "Second"),
            Flattened.of(outcome.settings()),
            times,
            workspace.described(),
            String.join(" ", workspace.commandLine()))
        .content();
  }

  private static double squared(DatasetDistance.Report report) {
    return Rounding.shown(report.squared(), report.parts());
  }

  private static List<Fact> facts(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    String epsilon =
        report.epsilon() == 0
            ? "not regularised"
            : "ε = " + Numbers.value(report.epsilon()) + " in cost units";
    return List.of(
        new Fact(
            report.symbol(), Numbers.value(report.distance()), "the root of " + report.meaning()),
        new Fact(report.symbol() + "²", Numbers.value(squared(report)), epsilon),
        new Fact(
            outcome.first().name(),
            Numbers.count(outcome.first().samples()),
            "samples, " + Numbers.counted(report.classesA().length, "class")),
        new Fact(
            outcome.second().name(),
            Numbers.count(outcome.second().samples()),
            "samples, " + Numbers.counted(report.classesB().length, "class")));
  }

  private static Optional<HeatmapFigure> labels(
      DatasetDistance.Report report, List<String> rows, List<String> columns) {
    if (report.labelDistances().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new HeatmapFigure("Label distances", rows, columns, report.labelDistances(), false));
  }

  private static List<DistanceReport.Samples> samples(DatasetPair data) {
    List<DistanceReport.Samples> samples = new ArrayList<>();
    for (LabeledDataset dataset : List.of(data.source(), data.target())) {
      if (dataset.shape().isImage()) {
        samples.add(samples(dataset));
      }
    }
    return samples;
  }

  private static DistanceReport.Samples samples(LabeledDataset dataset) {
    int[] ids = dataset.classIds();
    List<String> names = new ArrayList<>();
    List<List<SampleTiles.Frame>> rows = new ArrayList<>();
    for (int c = 0; c < Math.min(MOST_CLASSES, ids.length); c++) {
      int id = ids[c];
      List<SampleTiles.Frame> frames =
          IntStream.range(0, dataset.size())
              .filter(i -> dataset.labels().classOf(i) == id)
              .limit(SAMPLES)
              .mapToObj(i -> new SampleTiles.Frame(dataset.features(), i))
              .toList();
      if (!frames.isEmpty()) {
        names.add(dataset.className(id));
        rows.add(frames);
      }
    }
    return new DistanceReport.Samples(dataset.name(), SampleTiles.of(dataset), names, rows);
  }
}
