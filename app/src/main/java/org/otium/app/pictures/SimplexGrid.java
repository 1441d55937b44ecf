package org.otium.app.pictures;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One sample at points of the simplex of three weights, laid out as a triangle.
 *
 * @param tiles how samples are drawn
 * @param corners what has weight one at the left, right and top corner
 * @param points at least one
 */
public record SimplexGrid(SampleTiles tiles, List<String> corners, List<Point> points) {
  private static final int MARGIN = 16;
  private static final int CAPTION = 24;
  private static final int GAP = 4;

  /**
   * A sample at a point.
   *
   * @param parts three whole numbers in proportion to the weights, of one sum for all points
   * @param frame the sample there
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Point(int[] parts, SampleTiles.Frame frame) {}

  /**
   * Draws the triangle.
   *
   * @return a PNG
   */
  public byte[] png() {
    int enlargement = Math.max(1, tiles.enlargement() * 2 / 3);
    int width = tiles.shape().width() * enlargement;
    int height = tiles.shape().height() * enlargement;
    int[] first = points.getFirst().parts();
    int sum = first[0] + first[1] + first[2];
    int across = (sum + 1) * (width + GAP) - GAP;
    int down = (sum + 1) * (height + GAP) - GAP;
    int paperWidth = across + 2 * MARGIN;
    BufferedImage image = Ink.paper(paperWidth, down + 2 * MARGIN + 2 * CAPTION);
    Graphics2D g = Ink.on(image);
    g.setColor(Ink.TEXT);
    int half = paperWidth / 2 - MARGIN;
    String left = Ink.fitted(corners.get(0), Ink.CAPTION, half);
    String right = Ink.fitted(corners.get(1), Ink.CAPTION, half);
    String top = Ink.fitted(corners.get(2), Ink.CAPTION, 2 * half);
    int bottom = MARGIN + CAPTION + down + 18;
    g.drawString(left, MARGIN, bottom);
    g.drawString(right, paperWidth - MARGIN - Ink.width(right, Ink.CAPTION), bottom);
    g.drawString(top, (paperWidth - Ink.width(top, Ink.CAPTION)) / 2, MARGIN + 14);
    for (Point point : points) {
      // Each row up has one tile less, and begins half a tile further to the right.
      int x = MARGIN + (2 * point.parts()[1] + point.parts()[2]) * (width + GAP) / 2;
      int y = MARGIN + CAPTION + (sum - point.parts()[2]) * (height + GAP);
      BufferedImage tile = tiles.tile(point.frame().samples(), point.frame().row());
      g.drawImage(tile, x, y, width, height, null);
    }
    g.dispose();
    return Ink.png(image);
  }
}
