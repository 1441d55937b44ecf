package org.otium.app.experiment.interpolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Interpolation;
import org.otium.api.Weights;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.Fact;
import org.otium.app.report.Figure;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.InterpolationReport;
import org.otium.app.report.LineFigure;
import org.otium.app.report.ReportContent;
import org.otium.app.report.TernaryFigure;
import org.otium.app.text.Numbers;

/** Puts the report of an interpolation together. */
final class InterpolatePage {
  private static final String OBJECTIVE = "W²(P_a, Q)";
  private static final int ALONG = 40;

  private InterpolatePage() {}

  static ReportContent of(
      InterpolationView made,
      InterpolationFiles.Made about,
      InterpolatePictures pictures,
      Map<String, Object> settings,
      List<String> sentences,
      List<String> warnings,
      Workspace workspace,
      Timings timings) {
    Map<String, String> weights = new LinkedHashMap<>();
    for (int i = 0; i < made.sourceNames().size(); i++) {
      weights.put(made.sourceNames().get(i), SimplexPoints.share(made.weights().get(i)));
    }
    return new InterpolationReport(
            made.target().name(),
            made.sourceNames(),
            String.join(" ", sentences),
            facts(made, about),
            warnings,
            weights,
            pictures.moving(),
            pictures.coupling(),
            about.maps().size() > 1
                ? about.maps().stream().map(MapNumbers::row).toList()
                : List.of(),
            pictures.labels(),
            pictures.tour(),
            pictures.triangle(),
            made.projection().filter(_ -> made.measures()).flatMap(p -> objective(p, made)),
            made.projection().map(p -> distances(p, made)),
            made.learning(),
            made.words(),
            Flattened.of(settings),
            timings.words(),
            workspace.described(),
            String.join(" ", workspace.commandLine()),
            about.file())
        .content();
  }

  private static List<Fact> facts(InterpolationView made, InterpolationFiles.Made about) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Samples",
            Numbers.count(about.samples()),
            "of " + Numbers.counted(about.classes().size(), "class")));
    facts.add(
        new Fact(
            "Datasets",
            Numbers.count(made.sourceNames().size()),
            "seen from " + made.aboutTarget()));
    made.projection()
        .filter(_ -> made.measures())
        .ifPresent(
            p ->
                facts.add(
                    new Fact(
                        OBJECTIVE,
                        Numbers.value(Math.max(0, p.squaredAt(made.weights()))),
                        "at least "
                            + Numbers.value(Math.max(0, p.squared()))
                            + " on the simplex")));
    return facts;
  }

  private static Optional<Figure> objective(Interpolation.Projection p, InterpolationView made) {
    return switch (made.sourceNames().size()) {
      case 2 -> {
        List<LineChart.Point> points = new ArrayList<>();
        for (int i = 0; i <= ALONG; i++) {
          double t = (double) i / ALONG;
          points.add(new LineChart.Point(t, p.squaredAt(Weights.proportional(1 - t, t))));
        }
        String name = "How much of " + made.sourceNames().getLast();
        yield Optional.of(curve(name, points));
      }
      case 3 -> {
        List<TernaryFigure.Point> points = new ArrayList<>();
        for (Weights a : SimplexPoints.grid(3, SimplexPoints.PARTS)) {
          points.add(new TernaryFigure.Point(a.toArray(), p.squaredAt(a)));
        }
        yield Optional.of(
            new TernaryFigure(
                "The objective",
                made.sourceNames(),
                OBJECTIVE,
                points,
                Arrays.stream(p.weights().toArray()).boxed().toList()));
      }
      default -> Optional.empty();
    };
  }

  private static LineFigure curve(String xName, List<LineChart.Point> points) {
    return new LineFigure("The objective", xName, List.of(new LineFigure.Line(OBJECTIVE, points)));
  }

  private static HeatmapFigure distances(Interpolation.Projection p, InterpolationView made) {
    List<String> names = new ArrayList<>(made.sourceNames());
    names.add(made.target().name());
    return new HeatmapFigure(
        "Squared distances between the datasets", names, names, ProjectionNumbers.square(p), false);
  }
}
