package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.otium.app.report.FlowReport;
import org.otium.app.report.StackedAreaFigure;
import org.otium.app.runs.MetricsFile;

class FlowCurvesTest {
  private static MetricsFile.Row row(
      long step, Map<String, Double> parts, Map<Integer, Integer> counts) {
    return new MetricsFile.Row(step, 10.0 - step, 1, 0.1, parts, new TreeMap<>(counts));
  }

  @Test
  void termsAreDrawnWhereThereIsMoreThanOne() {
    List<MetricsFile.Row> one = List.of(row(0, Map.of("only", 10.0), Map.of(0, 5)));
    assertEquals(2, FlowCurves.of(one).size());
    List<MetricsFile.Row> two =
        List.of(
            row(0, Map.of("near", 4.0, "far", 6.0), Map.of(0, 5)),
            row(1, Map.of("near", 4.0, "far", Double.NaN), Map.of(0, 5)));
    List<FlowReport.Curve> curves = FlowCurves.of(two);
    assertEquals(3, curves.size());
    assertEquals(2, curves.get(1).figure().lines().size());
    int points = curves.get(1).figure().lines().stream().mapToInt(l -> l.points().size()).sum();
    assertEquals(3, points, "a term that is not finite is left out");
  }

  @Test
  void runWithoutMetricsStillHasAReport() {
    assertEquals(2, FlowCurves.of(List.of()).size());
  }

  @Test
  void labelCountsAreDrawnWhereTheyChange() {
    assertTrue(
        FlowCurves.counts(
                List.of(row(0, Map.of(), Map.of(0, 5)), row(1, Map.of(), Map.of(0, 5))),
                new int[] {0},
                id -> "c" + id)
            .isEmpty());
    StackedAreaFigure figure =
        FlowCurves.counts(
                List.of(
                    row(0, Map.of(), Map.of(0, 5)),
                    row(1, Map.of(), Map.of(0, 3, 7, 2)),
                    row(2, Map.of(), Map.of(7, 5))),
                new int[] {0, 4},
                id -> "c" + id)
            .orElseThrow();
    assertEquals(List.of("c0", "c7"), figure.bands().stream().map(b -> b.name()).toList());
    assertEquals(2, figure.bands().get(1).colour(), "colours are those of all known classes");
    assertArrayEquals(new double[] {0, 2, 5}, figure.bands().get(1).heights());
  }
}
