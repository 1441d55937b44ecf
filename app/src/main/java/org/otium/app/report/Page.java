package org.otium.app.report;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.otium.app.runs.Json;

/**
 * A report as one file: text, tables and figures, with everything that they need. The page loads
 * nothing, and a policy in it lets no script run but the program's own and the plotting library's.
 */
public final class Page {
  private final String title;
  private final Markup markup = new Markup();
  private boolean hasFigures;
  private boolean isSpatial;

  /**
   * Starts a page.
   *
   * @param title what the browser shows as its name
   */
  public Page(String title) {
    this.title = title;
    markup.open("main");
  }

  /**
   * What is on the page so far.
   *
   * @return where more of it is written
   */
  public Markup markup() {
    return markup;
  }

  /**
   * Adds a figure.
   *
   * @param figure what is drawn
   */
  public void figure(Figure figure) {
    hasFigures = true;
    isSpatial |= figure.isSpatial();
    markup.open("div", "class", "figure", "role", "group", "aria-label", figure.title());
    markup.open("div", "class", "still");
    figure.still(markup);
    markup.close().data(Json.compact(figure.data())).close();
  }

  /**
   * Adds figures side by side. Where they have steps, one scrubber moves all of them; a page should
   * not hold more than about eight drawings of space, for browsers limit how many there can be.
   *
   * @param figures what is drawn, by caption
   */
  public void multiples(Map<String, Figure> figures) {
    markup.open("div", "class", "multiples");
    figures.forEach(
        (caption, figure) -> {
          markup.open("figure").element("figcaption", caption);
          figure(figure);
          markup.close();
        });
    markup.close();
  }

  /**
   * Adds headline numbers.
   *
   * @param facts the numbers
   */
  public void facts(List<Fact> facts) {
    markup.open("dl", "class", "facts");
    for (Fact fact : facts) {
      markup.open("div").element("dt", fact.name()).element("dd", fact.value());
      if (!fact.note().isEmpty()) {
        markup.element("dd", fact.note(), "class", "note");
      }
      markup.close();
    }
    markup.close();
  }

  /**
   * Adds what the reader should keep in mind.
   *
   * @param warnings one a line; nothing is written where there are none
   */
  public void warnings(List<String> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    markup.open("section", "class", "warnings").element("h2", "What to keep in mind").open("ul");
    warnings.forEach(warning -> markup.element("li", warning));
    markup.close().close();
  }

  /**
   * Opens a section, which {@link Markup#close} ends.
   *
   * @param title its heading
   * @param note what is said below it; may be empty
   */
  public void section(String title, String note) {
    markup.open("section").element("h2", title);
    if (!note.isEmpty()) {
      markup.element("p", note, "class", "note");
    }
  }

  /**
   * Adds a table.
   *
   * @param head what the columns are called
   * @param rows the cells, of which the first names the row
   */
  public void table(List<String> head, List<List<String>> rows) {
    markup.open("div", "class", "scroll").open("table").open("thead").open("tr");
    head.forEach(cell -> markup.element("th", cell, "scope", "col"));
    markup.close().close().open("tbody");
    for (List<String> row : rows) {
      markup.open("tr").element("th", row.getFirst(), "scope", "row");
      row.subList(1, row.size()).forEach(cell -> markup.element("td", cell));
      markup.close();
    }
    markup.close().close().close();
  }

  /**
   * Adds a table of names and values.
   *
   * @param rows the values by name
   * @param numbers whether the values are numbers, which stand at the right
   */
  public void list(Map<String, String> rows, boolean numbers) {
    markup.open("div", "class", "scroll").open("table", "class", "list").open("tbody");
    rows.forEach(
        (name, value) -> {
          markup.open("tr").element("th", name, "scope", "row");
          if (numbers) {
            markup.element("td", value, "class", "number");
          } else {
            markup.element("td", value);
          }
          markup.close();
        });
    markup.close().close().close();
  }

  static String dataUri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /**
   * Writes what every report ends with: what went in, how long it took, and how to do it again.
   *
   * @param data the datasets; empty where each of several runs has its own
   * @param settings every setting as it was used
   * @param timings how long each part took
   * @param commandLine what was called
   * @param machine versions and the machine
   */
  public void provenance(
      Map<String, String> data,
      Map<String, String> settings,
      Map<String, String> timings,
      String commandLine,
      Map<String, String> machine) {
    if (!data.isEmpty()) {
      section("Data", "");
      list(data, false);
      markup.close();
    }
    section("Settings", "Every setting as it was used, defaults included.");
    list(settings, false);
    markup.close();
    section("Time", "");
    list(timings, true);
    markup.close();
    section("Run it again", "The same input, seed and settings give the same result.");
    markup.element("pre", commandLine);
    markup.element("p", "", "class", "note");
    list(machine, false);
    markup.close();
  }

  /**
   * Ends the page.
   *
   * @param footer the last line
   * @return what the report is put together from
   */
  public ReportContent finished(String footer) {
    markup.open("footer").element("p", footer);
    if (hasFigures) {
      markup.element("p", Charts.credits(isSpatial));
    }
    markup.close().close();
    return new ReportContent(title, markup.piece(), hasFigures, isSpatial);
  }
}
