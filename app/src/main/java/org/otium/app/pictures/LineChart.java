package org.otium.app.pictures;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * One curve with its axes.
 *
 * @param title what it shows
 * @param xName what runs along the horizontal axis
 * @param yName what runs along the vertical axis
 * @param points its points, ascending in x, at least one
 */
public record LineChart(String title, String xName, String yName, List<Point> points) {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 640;

  /**
   * One point.
   *
   * @param x along
   * @param y up
   */
  public record Point(double x, double y) {}

  /** Keeps the finite points. */
  public LineChart {
    points = points.stream().filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y())).toList();
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve without points");
    }
  }

  /**
   * The horizontal axis.
   *
   * @return an axis from the first to the last x
   */
  public Axis xAxis() {
    return Axis.exactly(points.getFirst().x(), points.getLast().x());
  }

  /**
   * The vertical axis.
   *
   * @return an axis that holds all y
   */
  public Axis yAxis() {
    return Axis.covering(points.stream().mapToDouble(Point::y).toArray(), true);
  }

  /**
   * The same curve with fewer points; every bucket keeps its lowest and its highest, so no spike is
   * lost.
   *
   * @param most how many points may remain, at least four
   * @return this chart, or a thinner one
   */
  public LineChart thinned(int most) {
    if (points.size() <= most) {
      return this;
    }
    int buckets = (most - 2) / 2;
    List<Point> kept = new ArrayList<>();
    kept.add(points.getFirst());
    int inner = points.size() - 2;
    for (int b = 0; b < buckets; b++) {
      int from = 1 + (int) ((long) b * inner / buckets);
      int to = 1 + (int) ((long) (b + 1) * inner / buckets);
      Point low = points.get(from);
      Point high = low;
      for (Point p : points.subList(from, to)) {
        low = p.y() < low.y() ? p : low;
        high = p.y() > high.y() ? p : high;
      }
      Point first = low.x() <= high.x() ? low : high;
      Point second = first.equals(low) ? high : low;
      kept.add(first);
      if (!second.equals(first)) {
        kept.add(second);
      }
    }
    kept.add(points.getLast());
    return new LineChart(title, xName, yName, List.copyOf(kept));
  }

  /**
   * Draws the chart.
   *
   * @return a PNG
   */
  public byte[] png() {
    return Ink.png(drawn());
  }

  /**
   * Draws charts, each beneath the one before.
   *
   * @param charts at least one
   * @return a PNG
   */
  public static byte[] png(List<LineChart> charts) {
    BufferedImage all = Ink.paper(WIDTH, HEIGHT * charts.size());
    Graphics2D g = Ink.on(all);
    for (int k = 0; k < charts.size(); k++) {
      g.drawImage(charts.get(k).drawn(), 0, k * HEIGHT, null);
    }
    g.dispose();
    return Ink.png(all);
  }

  private BufferedImage drawn() {
    LineChart thin = thinned(1000);
    Axis x = thin.xAxis();
    Axis y = thin.yAxis();
    BufferedImage image = Ink.paper(WIDTH, HEIGHT);
    Graphics2D g = Ink.on(image);
    int left = 110;
    int right = WIDTH - 40;
    int top = 80;
    int bottom = HEIGHT - 80;
    g.setFont(Ink.TITLE.deriveFont(20f));
    g.setColor(Ink.TEXT);
    g.drawString(title, left, 44);
    g.setFont(Ink.CAPTION.deriveFont(16f));
    for (double tick : y.ticks(5)) {
      int at = (int) Math.round(bottom - y.position(tick) * (bottom - top));
      g.setColor(Ink.RULE);
      g.drawLine(left, at, right, at);
      g.setColor(Ink.QUIET);
      String label = y.label(tick);
      g.drawString(label, left - 14 - g.getFontMetrics().stringWidth(label), at + 6);
    }
    for (double tick : x.ticks(8)) {
      int at = (int) Math.round(left + x.position(tick) * (right - left));
      String label = x.label(tick);
      g.setColor(Ink.QUIET);
      g.drawString(label, at - g.getFontMetrics().stringWidth(label) / 2, bottom + 28);
    }
    g.setColor(Ink.QUIET);
    g.drawString(xName, right - g.getFontMetrics().stringWidth(xName), bottom + 58);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < thin.points.size(); i++) {
      double px = left + x.position(thin.points.get(i).x()) * (right - left);
      double py = bottom - y.position(thin.points.get(i).y()) * (bottom - top);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    g.setColor(Ink.CURVE);
    g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
    g.dispose();
    return image;
  }
}
