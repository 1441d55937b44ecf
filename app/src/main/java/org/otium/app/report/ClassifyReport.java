package org.otium.app.report;

import java.util.List;
import java.util.Map;

/**
 * What a reader wants to know about a classifier that learned.
 *
 * @param title what learned from what
 * @param lede the outcome in a sentence
 * @param facts headline numbers
 * @param confusion what each class is taken for
 * @param classes the share of each class that is labelled rightly
 * @param curves how it learned; empty if it did not, or not in epochs
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record ClassifyReport(
    String title,
    String lede,
    List<Fact> facts,
    Figure confusion,
    Map<String, String> classes,
    List<LineFigure> curves,
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
    Page page = new Page(title);
    Markup m = page.markup();
    m.open("header").element("p", "Otium · classify", "class", "kicker").element("h1", title);
    m.element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.section(
        confusion.title(),
        "A row a class of the test; its cells are the shares that are labelled as each class.");
    page.figure(confusion);
    m.close();
    page.section("Accuracy by class", "The share of each class that is labelled rightly.");
    page.list(classes, true);
    m.close();
    for (LineFigure curve : curves) {
      page.section(curve.title(), "Measured while learning, over each epoch.");
      page.figure(curve);
      m.close();
    }
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "What was learned is in weights.npz; numbers are in confusion.csv, curve.csv and"
            + " manifest.json.");
  }
}
