package org.otium.app.experiment.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.Matrix;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.labels.ComparedClasses.Nearest;
import org.otium.app.experiment.labels.ComparedClasses.OneClass;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.report.ClassMeans;
import org.otium.app.report.DendrogramDrawing;
import org.otium.app.report.Fact;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.LabelDistancesReport;
import org.otium.app.report.ReportContent;
import org.otium.app.text.Numbers;

/** Puts the report of a comparison of classes together. */
final class LabelDistancesPage {
  /** A heat map of more classes shows nothing, and a page of it loads for long. */
  private static final int MOST_CELLS = 120;

  private static final int MOST_JOINED = 60;
  private static final int MOST_ROWS = 400;

  private LabelDistancesPage() {}

  static ReportContent of(
      ComparedClasses compared,
      List<AboutDataset> abouts,
      Map<String, Object> settings,
      Optional<SampleTiles> tiles,
      List<String> warnings,
      Workspace workspace,
      Timings timings) {
    List<String> names = compared.names();
    boolean isWhole = compared.size() <= MOST_CELLS;
    List<String> datasets = compared.datasets();
    HeatmapFigure matrix =
        isWhole
            ? new HeatmapFigure("W₂ between all classes", names, names, apart(compared), false)
            : new HeatmapFigure(
                "Mean W₂ of the classes of a row to the nearest class of a column",
                datasets,
                datasets,
                compared.betweenDatasets(),
                false);
    return new LabelDistancesReport(
            datasets,
            lede(compared),
            facts(compared),
            warnings,
            matrix,
            isWhole,
            compared.size(),
            nearest(compared),
            sameNames(compared),
            compared.size() <= MOST_JOINED
                ? Optional.of(new DendrogramDrawing(names, compared.distances()))
                : Optional.empty(),
            tiles.map(drawn -> means(compared, drawn)),
            statistics(compared),
            words(compared, abouts),
            Flattened.of(settings),
            timings.words(),
            workspace.described(),
            String.join(" ", workspace.commandLine()))
        .content();
  }

  /** Without the zeros of the diagonal, beside which all colours would be alike. */
  private static double[][] apart(ComparedClasses compared) {
    double[][] distances = compared.distances();
    for (int k = 0; k < distances.length; k++) {
      distances[k][k] = Double.NaN;
    }
    return distances;
  }

  /** What is most alike, in a sentence or two. */
  static String lede(ComparedClasses compared) {
    List<String> sentences = new ArrayList<>();
    compared
        .mostAlikeElsewhere()
        .ifPresent(n -> sentences.add("Most alike across datasets: " + pair(compared, n) + "."));
    compared
        .mostAlikeWithin()
        .ifPresent(
            n ->
                sentences.add(
                    "Most alike within "
                        + (compared.datasets().size() == 1 ? "the dataset" : "a dataset")
                        + ": "
                        + pair(compared, n)
                        + "."));
    return String.join(" ", sentences);
  }

  private static String pair(ComparedClasses compared, Nearest nearest) {
    return compared.name(nearest.of())
        + " and "
        + compared.name(nearest.is())
        + ", W₂ "
        + Numbers.value(nearest.distance());
  }

  private static List<Fact> facts(ComparedClasses compared) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Classes",
            Numbers.count(compared.size()),
            "of " + Numbers.counted(compared.datasets().size(), "dataset")));
    compared
        .mostAlikeElsewhere()
        .ifPresent(
            n ->
                facts.add(
                    new Fact(
                        "Nearest across datasets",
                        Numbers.value(n.distance()),
                        compared.name(n.of()) + " – " + compared.name(n.is()))));
    compared
        .mostAlikeWithin()
        .ifPresent(
            n ->
                facts.add(
                    new Fact(
                        "Nearest within a dataset",
                        Numbers.value(n.distance()),
                        compared.name(n.of()) + " – " + compared.name(n.is()))));
    return facts;
  }

  private static List<List<String>> nearest(ComparedClasses compared) {
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < Math.min(compared.size(), MOST_ROWS); k++) {
      List<String> row = new ArrayList<>(List.of(compared.name(k)));
      Optional<Nearest> within = compared.nearestWithin(k);
      row.add(within.map(n -> compared.classes().get(n.is()).name()).orElse("—"));
      row.add(within.map(n -> Numbers.value(n.distance())).orElse(""));
      if (compared.datasets().size() > 1) {
        Optional<Nearest> elsewhere = compared.nearestElsewhere(k);
        row.add(elsewhere.map(n -> compared.name(n.is())).orElse("—"));
        row.add(elsewhere.map(n -> Numbers.value(n.distance())).orElse(""));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, String> sameNames(ComparedClasses compared) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (ComparedClasses.SameName pair : compared.sameNames()) {
      rows.put(
          compared.datasets().get(pair.from()) + " → " + compared.datasets().get(pair.to()),
          pair.hits() + " of " + pair.of());
    }
    return rows;
  }

  private static ClassMeans means(ComparedClasses compared, SampleTiles tiles) {
    List<ClassMeans.Row> rows = new ArrayList<>();
    for (int k = 0; k < compared.datasets().size(); k++) {
      int dataset = k;
      List<OneClass> own =
          compared.classes().stream().filter(one -> one.dataset() == dataset).toList();
      rows.add(
          new ClassMeans.Row(
              compared.datasets().get(k),
              own.stream()
                  .map(
                      one ->
                          new SampleTiles.Frame(Matrix.wrap(1, one.mean().length, one.mean()), 0))
                  .toList(),
              own.stream().map(OneClass::name).toList()));
    }
    return new ClassMeans(tiles, rows);
  }

  private static List<List<String>> statistics(ComparedClasses compared) {
    return IntStream.range(0, Math.min(compared.size(), MOST_ROWS))
        .mapToObj(
            k -> {
              OneClass one = compared.classes().get(k);
              return List.of(
                  compared.name(k),
                  Numbers.count(one.samples()),
                  Numbers.percent(one.weight()),
                  Numbers.value(one.spread()));
            })
        .toList();
  }

  private static Map<String, String> words(ComparedClasses compared, List<AboutDataset> abouts) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (int k = 0; k < abouts.size(); k++) {
      AboutDataset about = abouts.get(k);
      String name = compared.datasets().get(k);
      String samples = Numbers.counted(about.samples(), "sample");
      if (about.samples() != about.of()) {
        samples += " of " + Numbers.count(about.of());
      }
      String shape = about.shape().describe();
      if (!shape.equals(about.readShape())) {
        shape += ", made of " + about.readShape();
      }
      rows.put(name, samples + ", " + shape + " (" + about.origin() + ")");
      for (int f = 0; f < Math.min(3, about.files().size()); f++) {
        rows.put(
            name + " file " + (f + 1),
            about.files().get(f).path() + ", SHA-256 " + about.files().get(f).sha256());
      }
    }
    return rows;
  }
}
