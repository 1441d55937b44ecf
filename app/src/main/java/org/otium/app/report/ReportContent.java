package org.otium.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/**
 * What a report says and draws, without the scripts and the style of the program: what a run folder
 * keeps, so that its report can be put together again. A newer program gives it its own look.
 *
 * @param title what the browser shows as the page's name
 * @param body the page itself, as well-formed markup
 * @param hasFigures whether figures are drawn by the plotting library
 * @param isSpatial whether some of them are drawings of space
 */
public record ReportContent(String title, String body, boolean hasFigures, boolean isSpatial) {
  private static final String TITLE = "title";
  private static final String BODY = "body";
  private static final String FIGURES = "figures";
  private static final String SPATIAL = "spatial";

  /** How the line begins that says what of a recipe a report shows. */
  private static final String UNDER = "<p class=\"recipe\">";

  private static final String HEADING = "<h1>";
  private static final String HEADING_END = "</h1>";

  /**
   * The report as one self-contained page. What may run in it is decided here, by a policy that
   * admits the program's own scripts alone, whatever the body holds.
   *
   * @return well-formed HTML
   */
  public String html() {
    Markup page = new Markup();
    page.open("html", "lang", "en").open("head");
    page.leaf("meta", "charset", "utf-8");
    String policy = Charts.policy(hasFigures, isSpatial);
    page.leaf("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.leaf("meta", "name", "generator", "content", "Otium");
    page.element("title", title).style(Charts.style()).script(Charts.script()).close();
    page.open("body").piece(body);
    if (hasFigures) {
      Charts.libraries(page, isSpatial);
    }
    return page.close().close().document();
  }

  /**
   * The same under the title of a recipe. A line above it has the report's own heading and what the
   * recipe repeats.
   *
   * @param recipe the title, plain text
   * @param figure the figure of a paper, plain text; empty if there is none
   * @return what the report is put together from then; this where there is such a line already
   */
  public ReportContent under(String recipe, String figure) {
    int heading = body.indexOf(HEADING);
    int end = body.indexOf(HEADING_END, heading);
    if (heading < 0 || end < 0 || body.lastIndexOf(UNDER, heading) >= 0) {
      return this;
    }
    String own = body.substring(heading + HEADING.length(), end);
    Markup above = new Markup().open("p", "class", "recipe").piece(own);
    String head =
        above.text(figure.isEmpty() ? "" : " · " + figure).close().element("h1", recipe).piece();
    String rest = body.substring(end + HEADING_END.length());
    return new ReportContent(
        recipe, body.substring(0, heading) + head + rest, hasFigures, isSpatial);
  }

  /**
   * Keeps the content in a run folder.
   *
   * @param folder the folder
   * @throws IOException if it cannot be written
   */
  public void keep(Path folder) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(TITLE, title);
    tree.put(FIGURES, hasFigures);
    tree.put(SPATIAL, isSpatial);
    tree.put(BODY, body);
    AtomicFile.write(folder.resolve(RunFolder.REPORT_CONTENT), Json.write(tree));
  }

  /**
   * Writes the page into a run folder.
   *
   * @param folder the folder
   * @throws IOException if it cannot be written
   */
  public void publish(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(RunFolder.REPORT), html());
  }

  /**
   * Reads what a run folder keeps.
   *
   * @param folder the folder of a run
   * @return what {@link #keep} wrote
   * @throws InvalidInputException if there is nothing, or it is damaged
   * @throws IOException if it cannot be read
   */
  public static ReportContent read(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.REPORT_CONTENT);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "folder '" + folder + "' holds no " + RunFolder.REPORT_CONTENT + " to make a report of",
          "The run did not come to its report, or an older version made it: resume it or run it"
              + " again.");
    }
    Map<String, Object> tree = Json.read(file);
    if (tree.get(TITLE) instanceof String title
        && tree.get(BODY) instanceof String body
        && tree.get(FIGURES) instanceof Boolean hasFigures
        && tree.get(SPATIAL) instanceof Boolean isSpatial) {
      return new ReportContent(title, body, hasFigures, isSpatial);
    }
    throw new InvalidInputException(
        "'" + file + "' is damaged: it lacks a part of the report",
        "Restore it, or run it again in another folder.");
  }
}
