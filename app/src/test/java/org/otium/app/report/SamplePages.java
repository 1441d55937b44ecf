package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.FeatureShape;
import org.otium.api.Matrix;
import org.otium.app.pictures.LineChart;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.pictures.ScatterPlot;

/** Pages with every kind of figure, of data that is known. */
final class SamplePages {
  /** Ends the element that holds data, were it written as it is. */
  static final String HOSTILE = "</script><img src=x onerror=alert(1)> & \"'";

  static final int STEPS = 11;
  private static final int PARTICLES = 60;

  private SamplePages() {}

  /** Every kind of figure in the plane. */
  static String flat() {
    Page page = page("Flat");
    add(page, "Points", scatter(2));
    add(page, "Images", images());
    add(page, "Curve", curve());
    add(page, "Labels", areas());
    add(page, "Coupling", coupling());
    add(page, "Ternary", ternary());
    return page.finished("The end.").html();
  }

  /** A report of a distillation, with names that would break a page. */
  static String distilled() {
    List<ClassStrip> strips = new ArrayList<>();
    ImageGridFigure images = images();
    Matrix samples = images.frames().getFirst().samples();
    List<SampleTiles.Frame> tiles = List.of(new SampleTiles.Frame(samples, 0));
    strips.add(new ClassStrip(HOSTILE, 0, tiles, tiles, ""));
    return new DistillReport(
            HOSTILE,
            1,
            "Few became fewer.",
            List.of(new Fact("k-nn", "61.2 %", "43.2 ± 1.3 % from random samples")),
            List.of(HOSTILE),
            List.of(
                List.of("Classifier", "Learned from", "Samples", "Accuracy"),
                List.of("k-nn", "distilled", "10", "61.2 %"),
                List.of("", "random samples", "10", "43.2 ± 1.3 %")),
            "How it was measured.",
            Optional.of(curve()),
            images,
            "What is seen.",
            Optional.of(new FlowReport.Images(images.tiles(), strips)),
            List.of(new FlowReport.Curve(curve(), "The value.")),
            Map.of("Dataset", HOSTILE),
            Map.of("per-class", "1"),
            Map.of("In all", "1 s"),
            Map.of("Threads", "2"),
            "otium distill --to mnist --per-class 1")
        .content()
        .html();
  }

  static String spatial() {
    Page page = page("Space");
    add(page, "Points", scatter(3));
    add(page, "Coupling", coupling());
    return page.finished("The end.").html();
  }

  static String multiples() {
    Page page = page("Side by side");
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      figures.put("Step size 0." + (i + 1), scatter(2));
    }
    page.section("Sweep", "");
    page.multiples(figures);
    page.markup().close();
    return page.finished("The end.").html();
  }

  private static Page page(String title) {
    Page page = new Page(title + " " + HOSTILE);
    page.markup().open("header").element("h1", title + " " + HOSTILE).close();
    return page;
  }

  private static void add(Page page, String title, Figure figure) {
    page.section(title, "");
    page.figure(figure);
    page.markup().close();
  }

  /** Particles on a line that move by one to the right; the first changes its label half way. */
  static ScatterFigure scatter(int dimension) {
    List<ScatterFigure.Frame> frames = new ArrayList<>();
    List<ScatterPlot.Panel> panels = new ArrayList<>();
    for (int s = 0; s < STEPS; s++) {
      float[] points = new float[PARTICLES * dimension];
      int[] classes = new int[PARTICLES];
      List<ScatterPlot.Dot> dots = new ArrayList<>();
      for (int i = 0; i < PARTICLES; i++) {
        double angle = 2 * Math.PI * i / PARTICLES;
        double[] at = {
          Math.cos(angle) + (double) s / (STEPS - 1), Math.sin(angle), Math.cos(3 * angle)
        };
        for (int j = 0; j < dimension; j++) {
          points[i * dimension + j] = (float) at[j];
        }
        classes[i] = i == 0 && s >= STEPS / 2 ? 2 : i % 2;
        dots.add(new ScatterPlot.Dot(at[0], at[1], classes[i]));
      }
      Matrix matrix = Matrix.wrap(PARTICLES, dimension, points);
      frames.add(new ScatterFigure.Frame(10L * s, new ScatterFigure.Cloud(matrix, classes)));
      panels.add(new ScatterPlot.Panel("Step " + 10 * s, dots, List.of()));
    }
    ScatterFigure.Cloud target = frames.getLast().cloud();
    List<String> names = List.of("even", HOSTILE, "third");
    ScatterPlot still = new ScatterPlot("", panels, names);
    return new ScatterFigure("Points", names, frames, Optional.of(target), still);
  }

  static ImageGridFigure images() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    List<ImageGridFigure.Frame> frames = new ArrayList<>();
    for (int s = 0; s < STEPS; s++) {
      float[] pixels = new float[8 * 16];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = s % 2 == 0 ? random.nextFloat() : 1;
      }
      frames.add(new ImageGridFigure.Frame(s, Matrix.wrap(8, 16, pixels)));
    }
    SampleTiles tiles = new SampleTiles(FeatureShape.image(4, 4, 1), 0, 1);
    List<ImageGridFigure.Row> rows =
        List.of(
            new ImageGridFigure.Row("first", "→ boot", new int[] {0, 1, 2, 3}),
            new ImageGridFigure.Row(HOSTILE, "", new int[] {4, 5, 6, 7}));
    return new ImageGridFigure("Images", tiles, rows, frames);
  }

  static LineFigure curve() {
    List<LineChart.Point> one = new ArrayList<>();
    List<LineChart.Point> two = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      one.add(new LineChart.Point(i, 100 * Math.exp(-i / 10.0)));
      two.add(new LineChart.Point(i, 50 / (1.0 + i)));
    }
    return new LineFigure(
        "Curve",
        "step",
        List.of(new LineFigure.Line("exp", one), new LineFigure.Line("power", two)));
  }

  static StackedAreaFigure areas() {
    double[] x = new double[20];
    double[] a = new double[20];
    double[] b = new double[20];
    for (int i = 0; i < 20; i++) {
      x[i] = i;
      a[i] = 20 + i;
      b[i] = 40 - i;
    }
    return new StackedAreaFigure(
        "Labels",
        "step",
        x,
        List.of(new StackedAreaFigure.Band("even", 0, a), new StackedAreaFigure.Band("odd", 1, b)));
  }

  static HeatmapFigure coupling() {
    return HeatmapFigure.coupling(
        "Coupling",
        List.of("0", HOSTILE, "2"),
        List.of("boot", "hat"),
        new double[][] {{0.3, 0.1}, {0, 0.2}, {0.4, 0}});
  }

  static TernaryFigure ternary() {
    List<TernaryFigure.Point> points = new ArrayList<>();
    for (int i = 0; i <= 7; i++) {
      for (int j = 0; i + j <= 7; j++) {
        double[] w = {i / 7.0, j / 7.0, (7 - i - j) / 7.0};
        points.add(new TernaryFigure.Point(w, w[0] * w[0] + w[1]));
      }
    }
    return new TernaryFigure(
        "Ternary", List.of("MNIST", HOSTILE, "KMNIST"), "W²", points, List.of(0.2, 0.3, 0.5));
  }
}
