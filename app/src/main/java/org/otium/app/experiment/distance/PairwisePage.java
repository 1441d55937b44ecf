package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.report.DendrogramDrawing;
import org.otium.app.report.Fact;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.MapDrawing;
import org.otium.app.report.PairwiseReport;
import org.otium.app.report.ReportContent;
import org.otium.app.text.Numbers;

/** Puts the report of a comparison of several datasets together. */
final class PairwisePage {
  private PairwisePage() {}

  static ReportContent of(
      PairwiseOutcome outcome,
      ComparedGroup group,
      Map<String, Object> settings,
      Workspace workspace,
      Timings timings) {
    double[][] distances = outcome.distances();
    List<String> names = outcome.names();
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Pair pair : outcome.pairs()) {
      pairs.put(name(outcome, pair), Numbers.duration(pair.seconds()));
    }
    Optional<MapDrawing> map =
        names.size() < 3
            ? Optional.empty()
            : Optional.of(
                new MapDrawing(
                    names,
                    ClassicalScaling.plane(
                        distances, workspace.machine().linearAlgebra().algebra())));
    return new PairwiseReport(
            outcome.symbol(),
            lede(outcome),
            facts(outcome),
            outcome.warnings(),
            new HeatmapFigure(outcome.symbol() + " of all pairs", names, names, distances, false),
            new DendrogramDrawing(names, distances),
            map,
            group.words(),
            Flattened.of(settings),
            timings.words(),
            pairs,
            workspace.described(),
            String.join(" ", workspace.commandLine()))
        .content();
  }

  private static String name(PairwiseOutcome outcome, Pair pair) {
    return outcome.names().get(pair.first()) + " – " + outcome.names().get(pair.second());
  }

  private static Pair nearest(PairwiseOutcome outcome) {
    return outcome.pairs().stream().min(Comparator.comparingDouble(Pair::squared)).orElseThrow();
  }

  private static Pair farthest(PairwiseOutcome outcome) {
    return outcome.pairs().stream().max(Comparator.comparingDouble(Pair::squared)).orElseThrow();
  }

  private static String lede(PairwiseOutcome outcome) {
    return "The nearest pair is "
        + name(outcome, nearest(outcome))
        + ", the farthest "
        + name(outcome, farthest(outcome))
        + ".";
  }

  private static List<Fact> facts(PairwiseOutcome outcome) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Datasets",
            Numbers.count(outcome.names().size()),
            Numbers.counted(outcome.pairs().size(), "pair")));
    for (Pair pair : List.of(nearest(outcome), farthest(outcome))) {
      boolean isNearest = facts.size() == 1;
      facts.add(
          new Fact(
              isNearest ? "Nearest" : "Farthest",
              Numbers.value(pair.distance()),
              pair.symbol() + " of " + name(outcome, pair)));
    }
    return facts;
  }
}
