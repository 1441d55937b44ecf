package org.otium.app.report;

import java.util.List;
import java.util.Map;

/**
 * What a reader wants to know about datasets to pretrain on.
 *
 * @param target the dataset with few labels
 * @param from what the datasets are made of
 * @param facts headline numbers
 * @param lede what helped most, in a sentence or two
 * @param accuracies mean and standard deviation by what was learned from
 * @param weights how much of each dataset is nearest to the target
 * @param distances the squared distances between the datasets
 * @param simplex figures over the simplex of three datasets, by caption; may be empty
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record TransferReport(
    String target,
    List<String> from,
    List<Fact> facts,
    String lede,
    MeansDrawing accuracies,
    Map<String, String> weights,
    HeatmapFigure distances,
    Map<String, Figure> simplex,
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
    Page page = new Page("Pretraining for " + target);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · transfer", "class", "kicker")
        .element("h1", "Pretraining for " + target)
        .element(
            "p",
            "Which dataset made of "
                + String.join(", ", from)
                + " helps most to learn "
                + target
                + " from few labelled samples? "
                + lede,
            "class",
            "lede");
    page.facts(facts);
    m.close();
    page.section(
        "Accuracy on the target",
        "Over the repetitions. A classifier learns from the dataset of the row and is then fine-tuned with"
            + " the few labelled samples of the target.");
    accuracies.write(m);
    m.close();
    page.section(
        "Weights",
        "How much of each dataset is in what comes nearest to the target, â: the mean over the"
            + " repetitions.");
    page.list(weights, true);
    m.close();
    page.section(
        "Distances between the datasets",
        "Squared (2, Q)-dataset distances, measured through the maps from the target: the mean over"
            + " the repetitions.");
    page.figure(distances);
    m.close();
    if (!simplex.isEmpty()) {
      page.section(
          "Over the simplex",
          "How near the synthetic dataset is to the target, and what is learned from it, at 36 weights.");
      page.multiples(simplex);
      m.close();
    }
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in accuracy.csv and manifest.json.");
  }
}
