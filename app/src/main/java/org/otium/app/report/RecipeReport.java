package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs side by side: those of a recipe, or any.
 *
 * @param kind what brings them together: recipe, comparison
 * @param title what the recipe shows
 * @param figure the figure of a paper that it repeats; empty if there is none
 * @param lede the outcome in one or two sentences
 * @param facts headline numbers
 * @param columns what was measured, the first column of {@link Run#cells()} first
 * @param runs one row each
 * @param paper what a paper reports of them; empty if there is none
 * @param values what descended in each run, where that is known
 * @param accuracies how many particles of each run a classifier labelled rightly, where one was
 *     asked
 * @param compared what settings are compared of: runs, or those that share all but their seed
 * @param varied settings that are not the same in all of these: one value each, by path
 * @param shared settings that all runs have in common, by path
 * @param timings how long each run took
 * @param machine versions and the machine
 * @param commandLine what was typed
 */
public record RecipeReport(
    String kind,
    String title,
    String figure,
    String lede,
    List<Fact> facts,
    List<String> columns,
    List<Run> runs,
    Optional<BesidePaper> paper,
    Optional<LineFigure> values,
    Optional<LineFigure> accuracies,
    List<String> compared,
    Map<String, List<String>> varied,
    Map<String, String> shared,
    Map<String, String> timings,
    Map<String, String> machine,
    String commandLine) {
  private static final int MOST_COLUMNS = 8;

  /**
   * One run.
   *
   * @param name what it is called
   * @param link its own report, from here; empty if there is none
   * @param cells what was measured, as text; empty where nothing was
   * @param note why it has no outcome; empty if it has one
   * @param figure how it goes; empty if that is not known, or shown by the picture alone
   * @param picture how it looks, as PNG, where there is no figure
   * @param place whether it stands alone, or what it is among runs that differ in their seed alone
   */
  public record Run(
      String name,
      String link,
      List<String> cells,
      String note,
      Optional<Figure> figure,
      Optional<Picture> picture,
      Place place) {}

  /** What a run is among others. */
  public enum Place {
    /** It stands alone. */
    ALONE,
    /** The mean of runs that differ in their seed alone. */
    MEAN,
    /** One of these. */
    SEED
  }

  /**
   * A picture.
   *
   * @param png the file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Picture(byte[] png) {}

  /**
   * The report.
   *
   * @return what the page is put together from
   */
  public ReportContent content() {
    Page page = new Page(title);
    Markup m = page.markup();
    m.open("header").element("p", kicker(), "class", "kicker").element("h1", title);
    m.element("p", lede, "class", "lede");
    page.facts(facts);
    m.close();
    writeRuns(page);
    paper.ifPresent(numbers -> numbers.write(page));
    if (accuracies.isEmpty()) {
      writeFigures(page);
    }
    values.ifPresent(
        figure -> {
          page.section(
              figure.title(),
              "Measured at every step; where runs have functionals of their own, only the shapes of"
                  + " the curves compare.");
          page.figure(figure);
          m.close();
        });
    accuracies.ifPresent(
        figure -> {
          page.section(
              figure.title(),
              "The share in percent of the particles that a classifier labels as their class.");
          page.figure(figure);
          m.close();
        });
    if (accuracies.isPresent()) {
      writeFigures(page); // what is measured along the way says more than how it looks
    }
    writePictures(page);
    if (!varied.isEmpty()) {
      page.section("What differs", "Settings that are not the same in all runs.");
      List<String> head = new ArrayList<>(List.of("Setting"));
      head.addAll(compared);
      List<List<String>> rows = new ArrayList<>();
      varied.forEach(
          (path, values) -> {
            List<String> row = new ArrayList<>(List.of(path));
            row.addAll(values);
            rows.add(row);
          });
      page.table(head, rows);
      m.close();
    }
    page.provenance(Map.of(), shared, timings, commandLine, machine);
    return page.finished(
        "Each run has a folder of its own, with its report, its numbers and its manifest.");
  }

  private void writeFigures(Page page) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    runs.forEach(run -> run.figure().ifPresent(figure -> figures.put(run.name(), figure)));
    if (!figures.isEmpty()) {
      page.section(
          "Side by side",
          figures.size() > 1
              ? "One slider moves all runs; press play, or use the arrow keys."
              : "Press play, or move the slider with the arrow keys.");
      page.multiples(figures);
      page.markup().close();
    }
  }

  private void writePictures(Page page) {
    List<Run> still =
        runs.stream().filter(r -> r.figure().isEmpty() && r.picture().isPresent()).toList();
    if (!still.isEmpty()) {
      page.section("Step by step", "Each picture leads to the report of its run.");
      still.forEach(run -> writePicture(page.markup(), run));
      page.markup().close();
    }
  }

  private String kicker() {
    return "Otium · " + kind + (figure.isEmpty() ? "" : " · " + figure);
  }

  /**
   * Whether there are so many measures that each has a line, and each run a column.
   *
   * @param measures how many there are
   * @return true if so
   */
  public static boolean isTall(int measures) {
    return measures > MOST_COLUMNS;
  }

  /** Means before what they are the means of, which can be opened. */
  private void writeRuns(Page page) {
    page.section("Runs", "");
    Markup m = page.markup();
    List<Run> seeds = runs.stream().filter(run -> run.place() == Place.SEED).toList();
    writeTable(m, runs.stream().filter(run -> run.place() != Place.SEED).toList());
    if (!seeds.isEmpty()) {
      m.open("details").element("summary", "Each seed");
      writeTable(m, seeds);
      m.close();
    }
    m.close();
  }

  private void writeTable(Markup m, List<Run> shown) {
    m.open("div", "class", "scroll").open("table");
    if (isTall(columns.size())) {
      writeTall(m, shown);
    } else {
      writeWide(m, shown);
    }
    m.close().close();
  }

  private void writeTall(Markup m, List<Run> shown) {
    m.open("thead").open("tr").element("th", "");
    for (Run run : shown) {
      m.open("th", "scope", "col");
      writeName(m, run);
      m.close();
    }
    m.close().close().open("tbody");
    for (int c = 0; c < columns.size(); c++) {
      m.open("tr").element("th", columns.get(c), "scope", "row");
      for (Run run : shown) {
        m.element("td", run.note().isEmpty() ? run.cells().get(c) : c == 0 ? run.note() : "");
      }
      m.close();
    }
    m.close();
  }

  private void writeWide(Markup m, List<Run> shown) {
    m.open("thead").open("tr").element("th", "Run", "scope", "col");
    columns.forEach(column -> m.element("th", column, "scope", "col"));
    m.close().close().open("tbody");
    for (Run run : shown) {
      m.open("tr").open("th", "scope", "row");
      writeName(m, run);
      m.close();
      if (run.note().isEmpty()) {
        run.cells().forEach(cell -> m.element("td", cell));
      } else {
        m.element("td", run.note(), "colspan", Integer.toString(Math.max(1, columns.size())));
      }
      m.close();
    }
    m.close();
  }

  private static void writeName(Markup m, Run run) {
    if (run.place() == Place.MEAN) {
      m.element("strong", run.name());
    } else if (run.link().isEmpty()) {
      m.text(run.name());
    } else {
      m.element("a", run.name(), "href", run.link());
    }
  }

  private static void writePicture(Markup m, Run run) {
    if (run.picture().isEmpty()) {
      return;
    }
    m.open("figure").open("figcaption");
    writeName(m, run);
    m.close();
    String source = Page.dataUri(run.picture().get().png());
    if (!run.link().isEmpty()) {
      m.open("a", "href", run.link());
    }
    m.leaf("img", "src", source, "alt", run.name() + " along the flow", "width", "100%");
    if (!run.link().isEmpty()) {
      m.close();
    }
    m.close();
  }
}
