package org.otium.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a reader wants to know about learning from few samples and flowed ones.
 *
 * @param from what flowed
 * @param target what few samples are known of
 * @param facts headline numbers
 * @param columns numbers of samples, in words
 * @param rows mean and standard deviation of the accuracy, a cell a column, by what was learned
 *     from
 * @param curves the means over the numbers of samples
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record KShotReport(
    String from,
    String target,
    List<Fact> facts,
    List<String> columns,
    Map<String, List<String>> rows,
    LineFigure curves,
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
    String title = "Few samples of " + target;
    Page page = new Page(title);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · k-shot", "class", "kicker")
        .element("h1", title)
        .element(
            "p",
            "Does it help to learn from samples of " + from + " that flowed towards the few?",
            "class",
            "lede");
    page.facts(facts);
    m.close();
    page.section(
        "Accuracy on the target",
        "Mean and standard deviation over the repetitions, tested with samples that nothing was learned"
            + " from. Samples beside the few take the names of classes of the target. A classifier"
            + " learns from them and the few together; where a row says fine-tuned, from them first and"
            + " from the few then; where it says alone, without the few.");
    table(page);
    m.close();
    page.section(curves.title(), "Means in percent, with their standard deviations as bars.");
    page.figure(curves);
    m.close();
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in accuracy.csv and manifest.json.");
  }

  private void table(Page page) {
    List<String> head = new ArrayList<>(List.of("Learned from"));
    head.addAll(columns);
    List<List<String>> lines = new ArrayList<>();
    rows.forEach(
        (name, cells) -> {
          List<String> line = new ArrayList<>(List.of(name));
          line.addAll(cells);
          lines.add(line);
        });
    page.table(head, lines);
  }
}
