package org.otium.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.text.Numbers;

/**
 * What a reader wants to know about the classes of datasets.
 *
 * @param datasets their names
 * @param lede what is most alike
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param matrix the distances
 * @param isWhole whether these are between all classes, or between datasets because there are many
 * @param classes how many classes there are; tables may show the first of them alone
 * @param nearest a row a class: its name, the nearest of its dataset, how far, and the same of the
 *     others
 * @param sameNames how many classes are nearest to that of the same name, by pair of datasets
 * @param tree which classes are joined first, where there are not too many
 * @param means the means as pictures, where samples are images
 * @param statistics a row a class: its name, samples, weight and spread
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record LabelDistancesReport(
    List<String> datasets,
    String lede,
    List<Fact> facts,
    List<String> warnings,
    HeatmapFigure matrix,
    boolean isWhole,
    int classes,
    List<List<String>> nearest,
    Map<String, String> sameNames,
    Optional<DendrogramDrawing> tree,
    Optional<ClassMeans> means,
    List<List<String>> statistics,
    Map<String, String> data,
    Map<String, String> settings,
    Map<String, String> timings,
    Map<String, String> machine,
    String commandLine) {
  private static final int NAMED = 4;

  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    String title =
        "Classes of "
            + (datasets.size() <= NAMED
                ? String.join(", ", datasets)
                : datasets.size() + " datasets");
    Page page = new Page(title);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · label distances", "class", "kicker")
        .element("h1", title)
        .element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.warnings(warnings);
    page.section(
        matrix.title(),
        isWhole
            ? "The root of the squared label distance of each pair of classes: the lighter, the more alike."
            : "There are too many classes for one table: label-distances.csv holds all of them.");
    page.figure(matrix);
    m.close();
    page.section(
        "Nearest class of each class",
        "Within its own dataset, and in all others. nearest.csv has the nearest in each of them."
            + firstOnly(nearest, "nearest.csv"));
    List<String> head = new ArrayList<>(List.of("Class", "Nearest in its dataset", "W₂"));
    if (datasets.size() > 1) {
      head.addAll(List.of("Nearest in the others", "W₂"));
    }
    page.table(head, nearest);
    m.close();
    if (!sameNames.isEmpty()) {
      page.section(
          "Classes of the same name",
          "For how many classes the nearest class of the other dataset is the one called alike.");
      page.list(sameNames, true);
      m.close();
    }
    means.ifPresent(
        drawing -> {
          page.section("Means", "The mean of each class.");
          drawing.write(m);
          m.close();
        });
    tree.ifPresent(
        drawing -> {
          page.section(
              "Which are alike",
              "Classes and groups of them are joined where their mean distance is: the further to the"
                  + " left, the more alike.");
          drawing.write(m);
          m.close();
        });
    page.section(
        "Statistics",
        "The spread is the root of the trace of the covariance. Means and covariances are in the files"
            + " statistics-….npz."
            + firstOnly(statistics, "classes.csv"));
    page.table(List.of("Class", "Samples", "Weight", "Spread"), statistics);
    m.close();
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in label-distances.csv,"
            + " label-distances.npz, nearest.csv, classes.csv and result.json.");
  }

  /** Says what a table leaves out. */
  private String firstOnly(List<List<String>> rows, String file) {
    return rows.size() == classes
        ? ""
        : " The table shows the first "
            + Numbers.count(rows.size())
            + " of "
            + Numbers.counted(classes, "class")
            + "; all are in "
            + file
            + ".";
  }
}
