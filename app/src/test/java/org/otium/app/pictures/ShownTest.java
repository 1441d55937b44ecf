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

  private static ScatterPlot.Panel panel(String caption, double... places) {
    List<ScatterPlot.Dot> dots = new ArrayList<>();
    for (double place : places) {
      dots.add(new ScatterPlot.Dot(place, place, 0));
    }
    return new ScatterPlot.Panel(caption, dots, List.of(new ScatterPlot.Dot(10, 10, 0)));
  }

  @Test
  void plotsOfOneStartAndOneTargetHaveOneFrame() {
    ScatterPlot.Panel start = panel("Step 0", 0, 1, 2);
    ScatterPlot near = new ScatterPlot("", List.of(start, panel("Step 1", 9, 9, 9)), List.of());
    ScatterPlot far = new ScatterPlot("", List.of(start, panel("Step 1", 9, 9, 90)), List.of());
    assertEquals(near.frame(), far.frame());
    assertEquals(new ScatterPlot.Frame(-1, -1, 12), far.frame());
    assertEquals(
        "Step 1 (1 outside, drawn at the edge)",
        ScatterPlot.caption(far.panels().getLast(), far.frame()));
  }

  @Test
  void frameFollowsParticlesMostOfWhichLeave() {
    ScatterPlot.Panel start = panel("Step 0", 0, 1, 2);
    ScatterPlot gone = new ScatterPlot("", List.of(start, panel("Step 1", 9, 80, 90)), List.of());
    assertTrue(gone.frame().side() > 90, gone.frame().toString());
  }
}
