package org.otium.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.pictures.LineChart;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.pictures.ScatterPlot;

/**
 * What a reader wants to know about a flow, in the order in which it is read.
 *
 * @param from what the source is called
 * @param to what the target is called
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param images the particles, where they are images
 * @param scatter the particles, where they are points of the plane or of space
 * @param value the functional along the flow
 * @param slope the gradient's norm along the flow
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
    Optional<Images> images,
    Optional<ScatterPlot> scatter,
    LineChart value,
    LineChart slope,
    Optional<CouplingFigure> coupling,
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
   * @param steps the step of each picture along the flow
   */
  public record Images(SampleTiles tiles, List<ClassStrip> strips, List<Long> steps) {}

  /**
   * The report as one self-contained page.
   *
   * @return well-formed HTML
   */
  public String html() {
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
    images.ifPresent(shown -> writeImages(page, shown));
    scatter.ifPresent(
        plot -> {
          page.section(
              "Along the flow",
              "Particles at several steps, coloured by class; the target lies pale behind them.");
          ScatterFigure.write(m, plot);
          m.close();
        });
    page.section(
        value.title(), "Measured at every step, before the particles move." + scale(value));
    CurveFigure.write(m, value);
    m.close();
    page.section(
        slope.title(),
        "The length of the Wasserstein gradient: it falls to zero at a stationary point."
            + scale(slope));
    CurveFigure.write(m, slope);
    m.close();
    writeCoupling(page);
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. Numbers are in metrics.csv and manifest.json.");
  }

  private static String scale(LineChart chart) {
    return chart.yAxis().logarithmic() ? " The scale is logarithmic." : "";
  }

  private static void writeImages(Page page, Images shown) {
    Markup m = page.markup();
    page.section(
        "Along the flow",
        "One particle of each class, named after its class in the source, at several steps.");
    StripFigure.write(
        m,
        shown.tiles(),
        shown.strips().stream().map(ClassStrip::name).toList(),
        shown.strips().stream().map(ClassStrip::along).toList(),
        shown.steps().stream().map(step -> Long.toString(step)).toList());
    m.close();
    page.section("Class by class", "The same particles at the start and at the end.");
    StripFigure.writeBeforeAfter(m, shown.tiles(), shown.strips());
    m.close();
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
    coupling.get().write(page.markup());
    page.markup().close();
  }
}
