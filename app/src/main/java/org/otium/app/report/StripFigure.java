package org.otium.app.report;

import java.util.List;
import org.otium.app.pictures.SampleTiles;

/** Rows of small pictures, a row a class. */
final class StripFigure {
  /** The width of the page that pictures may take, in pixels. */
  private static final int PAGE = 830;

  /** The height of one row, in pixels. */
  private static final int TALLEST = 90;

  private static final int SIDE_BY_SIDE = 6;

  private StripFigure() {}

  /**
   * Writes rows of pictures.
   *
   * @param tiles how samples are drawn
   * @param names one a row
   * @param rows samples, one list a row
   * @param captions one a sample of a row; none to leave them out
   */
  static void write(
      Markup markup,
      SampleTiles tiles,
      List<String> names,
      List<List<SampleTiles.Frame>> rows,
      List<String> captions) {
    int most = rows.stream().mapToInt(List::size).max().orElse(1);
    int factor = enlargement(tiles, most);
    markup.open("div", "class", "scroll").open("table", "class", "strips");
    if (!captions.isEmpty()) {
      markup.open("thead").open("tr").element("td", "").open("td").open("div", "class", "steps");
      String width = "width:" + factor * (tiles.shape().width() + 1) + "px";
      captions.forEach(caption -> markup.element("span", caption, "style", width));
      markup.close().close().close().close();
    }
    markup.open("tbody");
    for (int r = 0; r < rows.size(); r++) {
      markup
          .open("tr")
          .element("th", names.get(r), "scope", "row", "title", names.get(r))
          .open("td");
      picture(markup, tiles, rows.get(r), names.get(r), factor);
      markup.close().close();
    }
    markup.close().close().close();
  }

  /**
   * Writes rows of pictures in two columns.
   *
   * @param tiles how samples are drawn
   * @param strips the rows
   */
  static void writeBeforeAfter(Markup markup, SampleTiles tiles, List<ClassStrip> strips) {
    int factor = enlargement(tiles, 2 * SIDE_BY_SIDE);
    markup.open("div", "class", "scroll").open("table", "class", "strips");
    markup.open("thead").open("tr").element("td", "");
    markup.element("th", "Before", "scope", "col").element("th", "After", "scope", "col");
    markup.close().close().open("tbody");
    for (ClassStrip strip : strips) {
      markup
          .open("tr")
          .element("th", strip.name(), "scope", "row", "title", strip.name())
          .open("td");
      picture(markup, tiles, first(strip.before()), strip.name() + " before", factor);
      markup.close().open("td");
      picture(markup, tiles, first(strip.after()), strip.name() + " after", factor);
      markup.close();
      if (!strip.becomes().isEmpty()) {
        markup.element("td", "→ " + strip.becomes(), "class", "becomes");
      }
      markup.close();
    }
    markup.close().close().close();
  }

  private static List<SampleTiles.Frame> first(List<SampleTiles.Frame> frames) {
    return frames.subList(0, Math.min(SIDE_BY_SIDE, frames.size()));
  }

  /** The largest whole factor at which a row fits the page. */
  private static int enlargement(SampleTiles tiles, int columns) {
    int across = PAGE / (columns * (tiles.shape().width() + 1));
    return Math.clamp(Math.min(across, TALLEST / tiles.shape().height()), 1, 6);
  }

  private static void picture(
      Markup markup, SampleTiles tiles, List<SampleTiles.Frame> frames, String name, int factor) {
    int width = Math.max(1, frames.size() * (tiles.shape().width() + 1) - 1);
    markup.leaf(
        "img",
        "src",
        Page.dataUri(tiles.strip(frames)),
        "alt",
        name,
        "width",
        Integer.toString(width * factor),
        "height",
        Integer.toString(tiles.shape().height() * factor));
  }
}
