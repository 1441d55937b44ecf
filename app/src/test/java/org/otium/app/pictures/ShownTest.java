package org.otium.app.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void pointsThatLieTogetherAreAllInside() {
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
    assertEquals(new Shown(0, 999), Shown.of(values));
    assertEquals(new Shown(3, 3), Shown.of(new double[] {3}));
    assertEquals(new Shown(-1, 1), Shown.of(new double[] {1, -1}));
  }

  @Test
  void twoClustersFarApartAreBothInside() {
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> i < 900 ? 0 : 1e6).toArray();
    assertEquals(new Shown(0, 1e6), Shown.of(values));
  }

  @Test
  void oneFarPointDoesNotPressTheOthersTogether() {
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> i == 7 ? -1e6 : i).toArray();
    Shown shown = Shown.of(values);
    assertTrue(shown.low() > -200 && shown.low() < 6, shown.toString());
    assertEquals(999, shown.high());
  }

  @Test
  void pointsOutsideAreCountedAndDrawnAtTheEdge() {
    List<ScatterPlot.Dot> dots = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      dots.add(new ScatterPlot.Dot(i, i, 0));
    }
    dots.add(new ScatterPlot.Dot(1e9, 5, 0));
    ScatterPlot.Panel panel = new ScatterPlot.Panel("Step 3", dots, List.of());
    ScatterPlot plot = new ScatterPlot("", List.of(panel), List.of());
    ScatterPlot.Frame frame = plot.frame();
    assertTrue(frame.side() < 1300, frame.toString());
    assertEquals(1, frame.across(1e9));
    assertEquals("Step 3 (1 outside, drawn at the edge)", ScatterPlot.caption(panel, frame));
  }
}
