package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.FlowReport;
import org.otium.app.report.LineFigure;
import org.otium.app.report.StackedAreaFigure;
import org.otium.app.runs.MetricsFile;

class FlowCurvesTest {
  private static MetricsFile.Row row(
      long step, Map<String, Double> parts, Map<Integer, Integer> counts) {
    return new MetricsFile.Row(
        step, 10.0 - step, 1, 0.1, parts, OptionalDouble.empty(), new TreeMap<>(counts));
  }

  @Test
  void termsAreDrawnWhereThereIsMoreThanOne() {
    List<MetricsFile.Row> one = List.of(row(0, Map.of("only", 10.0), Map.of(0, 5)));
    assertEquals(2, FlowCurves.of(one, OptionalDouble.empty()).size());
    List<MetricsFile.Row> two =
        List.of(
            row(0, Map.of("near", 4.0, "far", 6.0), Map.of(0, 5)),
            row(1, Map.of("near", 4.0, "far", Double.NaN), Map.of(0, 5)));
    List<FlowReport.Curve> curves = FlowCurves.of(two, OptionalDouble.empty());
    assertEquals(3, curves.size());
    assertEquals(2, curves.get(1).figure().lines().size());
    int points = curves.get(1).figure().lines().stream().mapToInt(l -> l.points().size()).sum();
    assertEquals(3, points, "a term that is not finite is left out");
  }

  @Test
  void runWithoutMetricsStillHasAReport() {
    assertEquals(2, FlowCurves.of(List.of(), OptionalDouble.empty()).size());
  }

  @Test
  void accuracyStandsBesideThatOfTheTarget() {
    List<MetricsFile.Row> rows =
        Stream.of(0.2, 0.9)
            .map(
                share ->
                    new MetricsFile.Row(
                        share < 0.5 ? 0 : 7,
                        1,
                        1,
                        0.1,
                        Map.of(),
                        OptionalDouble.of(share),
                        new TreeMap<>()))
            .toList();
    LineFigure figure = FlowCurves.accuracy(rows, OptionalDouble.of(0.75)).orElseThrow();
    assertEquals(
        List.of(new LineChart.Point(0, 75), new LineChart.Point(7, 75)),
        figure.lines().get(1).points());
    assertEquals(1, FlowCurves.accuracy(rows, OptionalDouble.empty()).orElseThrow().lines().size());
  }

  private static LabeledDataset dataset(int... labels) {
    return LabeledDataset.of(
        "points", Matrix.wrap(labels.length, 1, new float[labels.length]), Labels.hard(labels));
  }

  private static ShownClasses classes(boolean areClusters, int... met) {
    return ShownClasses.of(dataset(0), dataset(4), areClusters, IntStream.of(met));
  }

  @Test
  void labelCountsAreDrawnWhereTheyChange() {
    StackedAreaFigure figure =
        FlowCurves.counts(
                List.of(
                    row(0, Map.of(), Map.of(0, 5)),
                    row(1, Map.of(), Map.of(0, 3, 7, 2)),
                    row(2, Map.of(), Map.of(7, 5))),
                classes(true, 0, 7))
            .orElseThrow();
    assertEquals(
        List.of(dataset(0).className(0), "new class 7"),
        figure.bands().stream().map(b -> b.name()).toList());
    assertEquals(2, figure.bands().get(1).colour(), "colours are those of all known classes");
    assertArrayEquals(new double[] {0, 2, 5}, figure.bands().get(1).heights());
  }

  @Test
  void labelCountsAreToldWhereTheyDoNotChange() {
    List<MetricsFile.Row> rows =
        List.of(row(0, Map.of(), Map.of(0, 5)), row(1, Map.of(), Map.of(0, 5)));
    assertTrue(FlowCurves.counts(rows, classes(false, 0)).isEmpty());
    assertEquals(
        "The number of particles of each class did not change: 5 in "
            + dataset(0).className(0)
            + ".",
        FlowCurves.countsNote(rows, classes(false, 0)));
  }

  @Test
  void clusterWithTheIdOfATargetClassIsAClassOfItsOwn() {
    ShownClasses clusters = classes(true, 0, 4, -1);
    assertEquals("new class 4", clusters.name(4));
    assertEquals("noise", clusters.name(-1));
    assertEquals(2, clusters.position(4));
    assertEquals(3, clusters.position(-1));
    assertEquals(1, clusters.positionsOfTarget(new int[] {4})[0]);
    assertEquals(
        List.of(dataset(0).className(0), dataset(4).className(4), "new class 4", "noise"),
        clusters.names());
  }

  @Test
  void labelThatWasTakenFromTheTargetKeepsItsName() {
    ShownClasses assigned = classes(false, 0, 4);
    assertEquals(dataset(4).className(4), assigned.name(4));
    assertEquals(1, assigned.position(4));
  }
}
