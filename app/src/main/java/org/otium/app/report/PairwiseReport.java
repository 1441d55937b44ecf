package org.otium.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader wants to know about the distances between several datasets.
 *
 * @param symbol what the distance is called, short
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param matrix the distances
 * @param tree which datasets are joined first
 * @param map the datasets as points of the plane, where there are three or more
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param pairs how long each pair took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record PairwiseReport(
    String symbol,
    String lede,
    List<Fact> facts,
    List<String> warnings,
    HeatmapFigure matrix,
    DendrogramDrawing tree,
    Optional<MapDrawing> map,
    Map<String, String> data,
    Map<String, String> settings,
    Map<String, String> timings,
    Map<String, String> pairs,
    Map<String, String> machine,
    String commandLine) {
  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    String count = Integer.toString(matrix.rowNames().size());
    Page page = new Page("Distances between " + count + " datasets");
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · dataset distances", "class", "kicker")
        .element("h1", "Distances between " + count + " datasets")
        .element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.warnings(warnings);
    page.section("All pairs", "The " + symbol + " of each pair, the root of the squared distance.");
    page.figure(matrix);
    m.close();
    page.section(
        "Which are alike",
        "Datasets and groups of them are joined where their mean distance is: the further to the left,"
            + " the more alike.");
    tree.write(m);
    m.close();
    map.ifPresent(
        drawing -> {
          page.section(
              "The datasets as points of the plane",
              "Distances in the plane stand for those of the table as well as two dimensions allow"
                  + " (classical scaling).");
          drawing.write(m);
          m.close();
        });
    page.section("Time a pair", "");
    page.list(pairs, true);
    m.close();
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in distances.csv, distances.npz and"
            + " manifest.json.");
  }
}
