package org.otium.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.pictures.SampleTiles;

/**
 * What a reader wants to know about the distance between two datasets.
 *
 * @param from what the first dataset is called
 * @param to what the second is called
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param samples samples of both datasets, where they are images
 * @param coupling where the classes of the first go
 * @param labelDistances the distances between classes
 * @param parts the terms of the value
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record DistanceReport(
    String from,
    String to,
    String lede,
    List<Fact> facts,
    List<String> warnings,
    List<Samples> samples,
    HeatmapFigure coupling,
    Optional<HeatmapFigure> labelDistances,
    Map<String, String> parts,
    Map<String, String> data,
    Map<String, String> settings,
    Map<String, String> timings,
    Map<String, String> machine,
    String commandLine) {
  /**
   * Samples of one dataset.
   *
   * @param title the dataset
   * @param tiles how they are drawn
   * @param names one a class
   * @param rows samples, one list a class
   */
  public record Samples(
      String title, SampleTiles tiles, List<String> names, List<List<SampleTiles.Frame>> rows) {}

  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    Page page = new Page("Distance: " + from + " and " + to);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · dataset distance", "class", "kicker")
        .open("h1")
        .text(from + " ");
    m.element("span", "↔", "class", "arrow").text(" " + to).close();
    m.element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.warnings(warnings);
    page.section(
        "Which class goes where",
        "Of each class of "
            + from
            + " (rows), the share of its mass that is matched with each class of "
            + to
            + ".");
    page.figure(coupling);
    m.close();
    for (Samples shown : samples) {
      page.section(shown.title(), "Samples of each class.");
      StripFigure.write(m, shown.tiles(), shown.names(), shown.rows(), List.of());
      m.close();
    }
    labelDistances.ifPresent(
        figure -> {
          page.section("Label distances", "W₂² between the classes as measures on feature space.");
          page.figure(figure);
          m.close();
        });
    page.section("What the number is made of", "");
    page.list(parts, true);
    m.close();
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in result.json and manifest.json.");
  }
}
