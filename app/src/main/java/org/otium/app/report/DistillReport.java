package org.otium.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader wants to know about a small dataset that stands for a large one.
 *
 * @param name what the large dataset is called
 * @param perClass how many samples of each class the small one has
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param scores a table, its head first; one line alone if nothing was scored
 * @param scoresNote how the scores came about, or why there are none
 * @param accuracy the accuracy along the flow, where it was measured
 * @param along the samples along the flow
 * @param alongNote what is seen there
 * @param images start and end side by side, where samples are images
 * @param curves the functional, its terms and its slope along the flow
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record DistillReport(
    String name,
    int perClass,
    String lede,
    List<Fact> facts,
    List<String> warnings,
    List<List<String>> scores,
    String scoresNote,
    Optional<LineFigure> accuracy,
    Figure along,
    String alongNote,
    Optional<FlowReport.Images> images,
    List<FlowReport.Curve> curves,
    Map<String, String> data,
    Map<String, String> settings,
    Map<String, String> timings,
    Map<String, String> machine,
    String commandLine) {
  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    String title = name + " in " + perClass + (perClass == 1 ? " sample" : " samples") + " a class";
    Page page = new Page("Distillation: " + title);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · dataset distillation", "class", "kicker")
        .element("h1", title)
        .element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.warnings(warnings);
    writeScores(page);
    section(page, "The samples along the flow", alongNote, along);
    accuracy.ifPresent(
        figure ->
            section(
                page,
                figure.title(),
                "Learned from the samples as they were at each step, and tested like the scores above;"
                    + " level lines are what the same classifier reaches with other samples.",
                figure));
    images.ifPresent(
        shown -> {
          page.section("Class by class", "The same samples at the start and at the end.");
          StripFigure.writeBeforeAfter(m, shown.tiles(), shown.strips());
          m.close();
        });
    curves.forEach(curve -> section(page, curve.figure().title(), curve.note(), curve.figure()));
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in scores.csv, metrics.csv and"
            + " manifest.json.");
  }

  private static void section(Page page, String title, String note, Figure figure) {
    page.section(title, note);
    page.figure(figure);
    page.markup().close();
  }

  private void writeScores(Page page) {
    page.section("What can be learned from them", scoresNote);
    if (scores.size() > 1) {
      page.table(scores.getFirst(), scores.subList(1, scores.size()));
    }
    page.markup().close();
  }
}
