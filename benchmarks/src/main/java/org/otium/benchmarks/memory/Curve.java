package org.otium.benchmarks.memory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws resident memory over time. */
final class Curve {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 320;
  private static final int LEFT = 70;
  private static final int BELOW = 44;
  private static final int EDGE = 16;
  private static final int TICKS = 5;

  private final List<Reading> readings;
  private final double minutes;
  private final double most;

  /** A curve through one reading or more, with axes that begin at zero. */
  Curve(List<Reading> readings) {
    this.readings = List.copyOf(readings);
    this.minutes = round(readings.stream().mapToDouble(Reading::minutes).max().orElse(1));
    this.most = round(readings.stream().mapToDouble(Reading::residentMebibytes).max().orElse(1));
  }

  /** The last look is a moment late. */
  private static final double LATE = 1.001;

  /** The least of 1, 2, 3, 5, 10, 20 … that is not below a number by more than that. */
  private static double round(double number) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(number, 1e-3))));
    for (double step : new double[] {1, 2, 3, 5}) {
      if (number <= LATE * step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
            font-size="13">
            <rect width="100%%" height="100%%" fill="#fff"/>
            """,
            WIDTH,
            HEIGHT));
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = tick / (double) TICKS;
      line(svg, x(0), y(share * most), x(minutes), y(share * most));
      text(svg, LEFT - 8, y(share * most) + 4, "end", share * most);
      text(svg, x(share * minutes), HEIGHT - BELOW + 18, "middle", share * minutes);
    }
    String points =
        readings.stream()
            .map(
                r ->
                    String.format(
                        Locale.ROOT, "%.1f,%.1f", x(r.minutes()), y(r.residentMebibytes())))
            .collect(Collectors.joining(" "));
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <polyline points="%s" fill="none" stroke="#0b6e99" stroke-width="2"/>
            <text x="%d" y="%d" text-anchor="middle">minutes</text>
            <text x="16" y="%d" transform="rotate(-90 16 %d)" text-anchor="middle">resident, \
            MiB</text>
            </svg>
            """,
            points,
            (LEFT + WIDTH) / 2,
            HEIGHT - 8,
            HEIGHT / 2,
            HEIGHT / 2));
    return svg.toString();
  }

  private double x(double atMinutes) {
    return LEFT + atMinutes / minutes * (WIDTH - LEFT - EDGE);
  }

  private double y(double mebibytes) {
    return HEIGHT - BELOW - mebibytes / most * (HEIGHT - BELOW - EDGE);
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, double number) {
    String words = number == Math.rint(number) ? "%.0f" : "%.1f";
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">" + words + "</text>%n",
            x,
            y,
            anchor,
            number));
  }
}
