package org.otium.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.pictures.SampleTiles;

/**
 * What a reader wants to know about a flow, in the order in which it is read.
 *
 * @param from what the source is called
 * @param to what the target is called
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param along the particles along the flow
 * @param alongNote what is seen there
 * @param images start and end side by side, where particles are images
 * @param curves the functional, its terms and its slope along the flow
 * @param counts how many particles each class has along the flow, where that changes
 * @param countsNote what is to be said about them
 * @param coupling where the classes went, where that is known
 * @param couplingNote how the coupling came about, or why there is none
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record FlowReport(
    String from,
    String to,
    String lede,
    List<Fact> facts,
    List<String> warnings,
    Figure along,
    String alongNote,
    Optional<Images> images,
    List<Curve> curves,
    Optional<StackedAreaFigure> counts,
    String countsNote,
    Optional<HeatmapFigure> coupling,
    String couplingNote,
    Map<String, String> data,
    Map<String, String> settings,
    Map<String, String> timings,
    Map<String, String> machine,
    String commandLine) {
  /**
   * The particles as images.
   *
   * @param tiles how they are drawn
   * @param strips one a class
   */
  public record Images(SampleTiles tiles, List<ClassStrip> strips) {}

  /**
   * Curves with what is to be said about them.
   *
   * @param figure the curves
   * @param note what is measured
   */
  public record Curve(LineFigure figure, String note) {}

  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    Page page = new Page("Flow: " + from + " → " + to);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · dataset flow", "class", "kicker")
        .open("h1")
        .text(from + " ");
    m.element("span", "→", "class", "arrow").text(" " + to).close();
    m.element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.warnings(warnings);
    section(page, "Along the flow", alongNote, along);
    images.ifPresent(shown -> writeImages(page, shown));
    curves.forEach(curve -> section(page, curve.figure.title(), curve.note, curve.figure));
    writeCounts(page);
    writeCoupling(page);
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in metrics.csv and"
            + " manifest.json.");
  }

  private static void section(Page page, String title, String note, Figure figure) {
    page.section(title, note);
    page.figure(figure);
    page.markup().close();
  }

  private static void writeImages(Page page, Images shown) {
    page.section("Class by class", "The same particles at the start and at the end.");
    StripFigure.writeBeforeAfter(page.markup(), shown.tiles(), shown.strips());
    page.markup().close();
  }

  private void writeCounts(Page page) {
    page.section("How labels changed", countsNote);
    counts.ifPresent(page::figure);
    page.markup().close();
  }

  private void writeCoupling(Page page) {
    if (coupling.isEmpty()) {
      if (!couplingNote.isEmpty()) {
        page.section("Where the classes went", couplingNote);
        page.markup().close();
      }
      return;
    }
    page.section("Where the classes went", couplingNote);
    page.figure(coupling.get());
    page.markup().close();
  }
}
