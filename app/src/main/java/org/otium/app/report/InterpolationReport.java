package org.otium.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.pictures.ScatterPlot;

/**
 * What a reader wants to know about a dataset between others.
 *
 * @param target what the interpolation is seen from
 * @param from the names of the datasets
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param warnings what to keep in mind; may be empty
 * @param weights the weight of each dataset
 * @param moving the way of samples, where they have one
 * @param coupling which classes go to which, where classes are coupled
 * @param maps what was measured of several maps, a row of {@link #MAPS} each
 * @param labels samples with the classes that maps give them, where they are points of the plane
 * @param tour samples at points of the simplex, where they are images
 * @param triangle one sample at 36 points, as a PNG, where there are three datasets of images
 * @param objective the objective over the simplex of three datasets
 * @param distances the (2, Q)-dataset distances, where they were measured
 * @param learning how maps were learned, one figure for each thing that was measured
 * @param data facts about the datasets
 * @param settings the resolved settings
 * @param timings how long each part took
 * @param machine versions and the machine
 * @param commandLine what was typed
 * @param samples the name of the file or folder that holds the samples
 */
public record InterpolationReport(
    String target,
    List<String> from,
    String lede,
    List<Fact> facts,
    List<String> warnings,
    Map<String, String> weights,
    Optional<Moving> moving,
    Optional<HeatmapFigure> coupling,
    List<List<String>> maps,
    List<ScatterPlot> labels,
    Optional<Tour> tour,
    Optional<byte[]> triangle,
    Optional<Figure> objective,
    Optional<HeatmapFigure> distances,
    List<LineFigure> learning,
    Map<String, String> data,
    Map<String, String> settings,
    Map<String, String> timings,
    Map<String, String> machine,
    String commandLine,
    String samples) {
  /** The columns of the table of the maps. */
  public static final List<String> MAPS =
      List.of("map to", "cost a sample", "spread", "label accuracy");

  /**
   * Samples on their way.
   *
   * @param title from where to where
   * @param note what is seen
   * @param figure how they go
   */
  public record Moving(String title, String note, Figure figure) {}

  /**
   * Samples of the target at several points, a row a sample and a column a point.
   *
   * @param tiles how they are drawn
   * @param key what the captions stand for
   * @param names the class of each sample
   * @param rows the samples
   * @param captions what each column is
   */
  public record Tour(
      SampleTiles tiles,
      String key,
      List<String> names,
      List<List<SampleTiles.Frame>> rows,
      List<String> captions) {}

  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    String between = String.join(", ", from);
    Page page = new Page("Interpolation: " + target + " between " + between);
    Markup m = page.markup();
    m.open("header")
        .element("p", "Otium · dataset interpolation", "class", "kicker")
        .element("h1", target + " between " + between)
        .element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    page.warnings(warnings);
    page.section("Weights", "How much of each dataset is in the synthetic one.");
    page.list(weights, true);
    m.close();
    objective.ifPresent(
        figure -> {
          page.section(
              "How near to the target",
              "W²(P_a, Q) at points of the simplex of the weights: the smaller, the nearer.");
          page.figure(figure);
          m.close();
        });
    tour.ifPresent(shown -> write(page, shown));
    triangle.ifPresent(
        png -> {
          page.section("One sample over the simplex", "A sample of the target at 36 weights.");
          m.open("div", "class", "scroll");
          m.leaf("img", "src", Page.dataUri(png), "alt", "One sample at 36 weights");
          m.close().close();
        });
    moving.ifPresent(
        way -> {
          page.section(
              way.title(), way.note() + " Press play, or move the slider with the arrow keys.");
          page.figure(way.figure());
          m.close();
        });
    coupling.ifPresent(
        figure -> {
          page.section(
              "Which classes go where",
              "Of the mass of each class of "
                  + from.getFirst()
                  + ", the share that goes to each class of "
                  + from.getLast()
                  + ".");
          page.figure(figure);
          m.close();
        });
    if (!maps.isEmpty()) {
      page.section(
          "The maps",
          "What a map costs is the mean of ‖x − T(x)‖² over samples of the target, to be held against"
              + " their spread. The label accuracy is the share of them that get the class of the"
              + " place where they arrive, that of the nearest sample there.");
      page.table(MAPS, maps);
      m.close();
    }
    if (!labels.isEmpty()) {
      page.section(
          "Which classes the maps give",
          "Samples of the target in their own classes, where a map takes them with the class that it"
              + " gives them most of, and samples of the dataset that they arrive at. Those are crossed"
              + " that get another class than the nearest sample there has.");
      for (ScatterPlot plot : labels) {
        if (labels.size() > 1) {
          m.element("h3", plot.title());
        }
        StillScatter.write(m, plot);
      }
      m.close();
    }
    distances.ifPresent(
        figure -> {
          page.section(
              "Distances between the datasets",
              "Squared (2, Q)-dataset distances, measured through the maps from the target.");
          page.figure(figure);
          m.close();
        });
    if (!learning.isEmpty()) {
      page.section(
          "How the maps were learned",
          "What was measured in each step, on one batch. The game between a map and its potential"
              + " need not settle; metrics.csv has the numbers.");
      for (LineFigure figure : learning) {
        m.element("h3", figure.title());
        page.figure(figure);
      }
      m.close();
    }
    page.provenance(data, settings, timings, commandLine, machine);
    return page.finished(
        "Everything on this page is in this one file. The samples are in "
            + samples
            + ", numbers in result.json and manifest.json.");
  }

  private static void write(Page page, Tour shown) {
    page.section(
        "Along the simplex",
        "Samples of the target (first column) and their images at points of the simplex. "
            + shown.key()
            + ".");
    StripFigure.write(page.markup(), shown.tiles(), shown.names(), shown.rows(), shown.captions());
    page.markup().close();
  }
}
