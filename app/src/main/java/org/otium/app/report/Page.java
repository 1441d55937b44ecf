package org.otium.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The parts that every report is put together from. */
final class Page {
  private final Markup markup = new Markup();

  /**
   * Starts a page.
   *
   * @param title what the browser shows as its name
   */
  Page(String title) {
    markup.open("html", "lang", "en").open("head");
    markup.leaf("meta", "charset", "utf-8");
    markup.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("meta", "name", "generator", "content", "Otium");
    markup.element("title", title).style(css()).close();
    markup.open("body").open("main");
  }

  Markup markup() {
    return markup;
  }

  private static String css() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException(
            "the style sheet of reports is missing from the application");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void facts(List<Fact> facts) {
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

  void warnings(List<String> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    markup.open("section", "class", "warnings").element("h2", "What to keep in mind").open("ul");
    warnings.forEach(warning -> markup.element("li", warning));
    markup.close().close();
  }

  void section(String title, String note) {
    markup.open("section").element("h2", title);
    if (!note.isEmpty()) {
      markup.element("p", note, "class", "note");
    }
  }

  void list(Map<String, String> rows, boolean numbers) {
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
   * @param data the datasets
   * @param settings every setting as it was used
   * @param timings how long each part took
   * @param commandLine what was called
   * @param machine versions and the machine
   */
  void provenance(
      Map<String, String> data,
      Map<String, String> settings,
      Map<String, String> timings,
      String commandLine,
      Map<String, String> machine) {
    section("Data", "");
    list(data, false);
    markup.close();
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
   * @return the document
   */
  String finished(String footer) {
    markup.element("footer", footer).close().close().close();
    return markup.document();
  }
}
