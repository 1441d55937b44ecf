package org.otium.app.pictures;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Samples in rows and columns, every row with its caption.
 *
 * @param tiles how samples are drawn
 * @param title what the grid shows; may be empty
 * @param columns a caption a column; none to leave them out
 * @param rows the rows
 */
public record SampleGrid(SampleTiles tiles, String title, List<String> columns, List<Row> rows) {
  private static final int MARGIN = 16;
  private static final int GAP = 3;
  private static final int WIDEST_CAPTION = 180;

  /**
   * One row.
   *
   * @param caption what it is, usually a class
   * @param frames its samples
   */
  public record Row(String caption, List<SampleTiles.Frame> frames) {}

  /**
   * Draws the grid.
   *
   * @return a PNG
   */
  public byte[] png() {
    int enlargement = tiles.enlargement();
    int tileWidth = tiles.shape().width() * enlargement;
    int tileHeight = tiles.shape().height() * enlargement;
    int captionWidth = 0;
    int count = columns.size();
    for (Row row : rows) {
      captionWidth = Math.max(captionWidth, Ink.width(row.caption(), Ink.CAPTION));
      count = Math.max(count, row.frames().size());
    }
    captionWidth = Math.min(captionWidth, WIDEST_CAPTION);
    int left = MARGIN + captionWidth + 12;
    int top = MARGIN + (title.isEmpty() ? 0 : 28) + (columns.isEmpty() ? 0 : 20);
    int body = left + count * (tileWidth + GAP) - GAP + MARGIN;
    int width = Math.max(body, Ink.width(title, Ink.TITLE) + 2 * MARGIN);
    int height = top + rows.size() * (tileHeight + GAP) - GAP + MARGIN;
    BufferedImage image = Ink.paper(width, height);
    Graphics2D g = Ink.on(image);
    if (!title.isEmpty()) {
      g.setFont(Ink.TITLE);
      g.setColor(Ink.TEXT);
      g.drawString(title, MARGIN, MARGIN + 13);
    }
    g.setFont(Ink.CAPTION);
    g.setColor(Ink.QUIET);
    for (int c = 0; c < columns.size(); c++) {
      String caption = Ink.fitted(columns.get(c), Ink.CAPTION, tileWidth + GAP);
      int textWidth = Ink.width(caption, Ink.CAPTION);
      g.drawString(caption, left + c * (tileWidth + GAP) + (tileWidth - textWidth) / 2, top - 7);
    }
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      int y = top + r * (tileHeight + GAP);
      String caption = Ink.fitted(row.caption(), Ink.CAPTION, WIDEST_CAPTION);
      g.setColor(Ink.TEXT);
      int captionEnd = MARGIN + captionWidth;
      int textWidth = Ink.width(caption, Ink.CAPTION);
      g.drawString(caption, captionEnd - textWidth, y + tileHeight / 2 + 5);
      for (int c = 0; c < row.frames().size(); c++) {
        SampleTiles.Frame frame = row.frames().get(c);
        BufferedImage tile = tiles.tile(frame.samples(), frame.row());
        g.drawImage(tile, left + c * (tileWidth + GAP), y, tileWidth, tileHeight, null);
      }
    }
    g.dispose();
    return Ink.png(image);
  }
}
