package org.otium.app.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Panels of points in one common frame, coloured by class.
 *
 * @param title what the plot shows; may be empty
 * @param panels from left to right
 * @param legend a name a class position; none to leave it out
 * @param areSteps whether panels are steps of one way, and not things that stand side by side
 */
public record ScatterPlot(String title, List<Panel> panels, List<String> legend, boolean areSteps) {
  private static final int MARGIN = 20;
  private static final int GAP = 16;
  private static final int COLUMNS = 4;

  /** Of what is to be held against each other, which is drawn larger. */
  private static final int BESIDE = 3;

  /** How much room there is around the points of a single panel, on both sides together. */
  private static final double TIGHT = 0.06;

  /** And around where points start and what they flow to, for the way between them is no line. */
  private static final double WIDE = 0.2;

  /**
   * Steps of one way.
   *
   * @param title what the plot shows; may be empty
   * @param panels from left to right
   * @param legend a name a class position; none to leave it out
   */
  public ScatterPlot(String title, List<Panel> panels, List<String> legend) {
    this(title, panels, legend, true);
  }

  /**
   * One panel.
   *
   * @param caption what it shows
   * @param points its points
   * @param background points drawn pale behind them, such as the target; may be empty
   * @param crossed those of its points that are crossed; may be empty
   */
  public record Panel(String caption, List<Dot> points, List<Dot> background, List<Dot> crossed) {
    /**
     * A panel without crosses.
     *
     * @param caption what it shows
     * @param points its points
     * @param background points drawn pale behind them; may be empty
     */
    public Panel(String caption, List<Dot> points, List<Dot> background) {
      this(caption, points, background, List.of());
    }
  }

  /**
   * One point.
   *
   * @param x along
   * @param y up
   * @param classPosition decides its colour
   */
  public record Dot(double x, double y, int classPosition) {}

  /**
   * The square frame that holds the points of the first panel and what lies behind them, with room
   * around, so that plots of one start and one target have one frame. Only where most points of the
   * last panel lie outside, it holds those of all panels. It leaves out points that are so far away
   * that the others could not be told apart. Points outside are drawn at its edge. Panels that
   * stand side by side have the frame of all their points.
   *
   * @return the frame
   */
  public Frame frame() {
    if (panels.size() < 2 || !areSteps) {
      return frame(panels, TIGHT);
    }
    Panel first = panels.getFirst();
    Frame ends = frame(List.of(first), WIDE);
    List<Dot> last = panels.getLast().points();
    long outside = last.stream().filter(dot -> !ends.holds(dot)).count();
    return 2 * outside > last.size() ? frame(panels, TIGHT) : ends;
  }

  private static Frame frame(List<Panel> of, double room) {
    Shown x = Shown.of(coordinates(of, Dot::x));
    Shown y = Shown.of(coordinates(of, Dot::y));
    double longest = Math.max(x.high() - x.low(), y.high() - y.low());
    double side = Math.max(longest, 1e-9) * (1 + room);
    return new Frame(
        (x.low() + x.high()) / 2 - side / 2, (y.low() + y.high()) / 2 - side / 2, side);
  }

  private static double[] coordinates(List<Panel> panels, ToDoubleFunction<Dot> of) {
    double[] all =
        panels.stream()
            .flatMap(panel -> Stream.concat(panel.points().stream(), panel.background().stream()))
            .mapToDouble(of)
            .toArray();
    return all.length == 0 ? new double[1] : all;
  }

  /**
   * What stands above a panel.
   *
   * @param panel one of the panels
   * @param frame the frame of all
   * @return its caption, and how many of its points lie outside the frame
   */
  public static String caption(Panel panel, Frame frame) {
    long outside = panel.points().stream().filter(dot -> !frame.holds(dot)).count();
    return outside == 0
        ? panel.caption()
        : panel.caption() + " (" + outside + " outside, drawn at the edge)";
  }

  /**
   * A square of the plane.
   *
   * @param x its left end
   * @param y its lower end
   * @param side its length
   */
  public record Frame(double x, double y, double side) {
    /**
     * How far along a point lies.
     *
     * @param value an x
     * @return 0 at the left, 1 at the right; beyond these the nearer one
     */
    public double across(double value) {
      return Math.clamp((value - x) / side, 0, 1);
    }

    /**
     * How far down a point lies.
     *
     * @param value a y
     * @return 0 at the top, 1 at the bottom; beyond these the nearer one
     */
    public double down(double value) {
      return 1 - Math.clamp((value - y) / side, 0, 1);
    }

    private boolean holds(Dot dot) {
      return dot.x() >= x && dot.x() <= x + side && dot.y() >= y && dot.y() <= y + side;
    }
  }

  /**
   * Draws the plot.
   *
   * @return a PNG
   */
  public byte[] png() {
    int columns = Math.min(areSteps ? COLUMNS : BESIDE, panels.size());
    int lines = (panels.size() + columns - 1) / columns;
    int side = panels.size() == 1 ? 640 : areSteps ? 300 : 400;
    int top = MARGIN + (title.isEmpty() ? 0 : 28) + (legend.isEmpty() ? 0 : 24);
    int width = 2 * MARGIN + columns * (side + GAP) - GAP;
    int height = top + lines * (side + 22 + GAP) - GAP + MARGIN;
    BufferedImage image = Ink.paper(width, height);
    Graphics2D g = Ink.on(image);
    if (!title.isEmpty()) {
      g.setFont(Ink.TITLE);
      g.setColor(Ink.TEXT);
      g.drawString(Ink.fitted(title, Ink.TITLE, width - 2 * MARGIN), MARGIN, MARGIN + 13);
    }
    g.setFont(Ink.CAPTION);
    drawLegend(g, top - 14, width);
    Frame frame = frame();
    for (int p = 0; p < panels.size(); p++) {
      int x = MARGIN + p % columns * (side + GAP);
      int y = top + p / columns * (side + 22 + GAP);
      g.setColor(Ink.QUIET);
      g.drawString(Ink.fitted(caption(panels.get(p), frame), Ink.CAPTION, side), x, y + 13);
      drawPanel(g, panels.get(p), frame, x, y + 22, side);
    }
    g.dispose();
    return Ink.png(image);
  }

  private void drawLegend(Graphics2D g, int baseline, int width) {
    int x = MARGIN;
    for (int c = 0; c < legend.size(); c++) {
      String name = Ink.fitted(legend.get(c), Ink.CAPTION, 140);
      int length = 18 + g.getFontMetrics().stringWidth(name) + 16;
      if (x + length > width - MARGIN) {
        g.setColor(Ink.QUIET);
        g.drawString("…", x, baseline);
        return;
      }
      g.setColor(Palette.of(c));
      g.fill(new Ellipse2D.Double(x, baseline - 9, 9, 9));
      g.setColor(Ink.TEXT);
      g.drawString(name, x + 15, baseline);
      x += length;
    }
  }

  private static void drawPanel(Graphics2D g, Panel panel, Frame frame, int x, int y, int side) {
    g.setColor(Ink.RULE);
    g.drawRect(x, y, side - 1, side - 1);
    double radius = Math.clamp(side / (1.2 * Math.sqrt(panel.points().size() + 1.0)) / 4, 1.5, 4);
    for (Dot dot : panel.background()) {
      fill(g, dot, frame, x, y, side, radius, 50);
    }
    for (Dot dot : panel.points()) {
      fill(g, dot, frame, x, y, side, radius, 210);
    }
    g.setColor(Ink.TEXT);
    double arm = 1.6 * radius;
    for (Dot dot : panel.crossed()) {
      double cx = x + frame.across(dot.x()) * side;
      double cy = y + frame.down(dot.y()) * side;
      g.draw(new Line2D.Double(cx - arm, cy - arm, cx + arm, cy + arm));
      g.draw(new Line2D.Double(cx - arm, cy + arm, cx + arm, cy - arm));
    }
  }

  private static void fill(
      Graphics2D g, Dot dot, Frame frame, int x, int y, int side, double radius, int opacity) {
    Color c = Palette.of(dot.classPosition());
    g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), opacity));
    double cx = x + frame.across(dot.x()) * side;
    double cy = y + frame.down(dot.y()) * side;
    g.fill(new Ellipse2D.Double(cx - radius, cy - radius, 2 * radius, 2 * radius));
  }
}
