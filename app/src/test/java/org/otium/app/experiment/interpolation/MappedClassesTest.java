package org.otium.app.experiment.interpolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.pictures.ScatterPlot;

/** The picture of the classes that a map gives. */
class MappedClassesTest {
  private static LabeledDataset points(String name, double[][] rows, int... ids) {
    return LabeledDataset.of(name, Matrix.of(rows), Labels.hard(ids));
  }

  private static List<Integer> colours(ScatterPlot.Panel panel) {
    return panel.points().stream().map(ScatterPlot.Dot::classPosition).toList();
  }

  @Test
  void classesOfOneNameHaveOneColourAndWrongOnesAreCrossed() {
    LabeledDataset from =
        points("a", new double[][] {{0, 0}, {1, 0}, {2, 0}}, 1, 5, 9)
            .withClassNames(Map.of(1, "cat", 5, "dog", 9, "owl"));
    LabeledDataset to =
        points("b", new double[][] {{0, 9}, {1, 9}}, 0, 1)
            .withClassNames(Map.of(0, "dog", 1, "cat"));
    LabeledDataset image = points("a to b", new double[][] {{0, 8}, {1, 8}, {1, 7}}, 0, 1, 1);
    MappedSamples mapped =
        new MappedSamples(from, to, image, new int[] {0, 1, 1}, Optional.of(new int[] {0, 1, 0}));
    ScatterPlot plot = MappedClasses.plot(mapped).orElseThrow();
    assertEquals(List.of("dog", "cat", "owl"), plot.legend());
    assertEquals(List.of(1, 0, 2), colours(plot.panels().get(0)));
    assertEquals(List.of(0, 1, 1), colours(plot.panels().get(1)));
    assertEquals(List.of(0, 1), colours(plot.panels().get(2)));
    assertEquals(List.of(new ScatterPlot.Dot(1, 7, 1)), plot.panels().get(1).crossed());
    // Nothing is drawn at the edge, though all images lie far from where samples begin.
    for (ScatterPlot.Panel panel : plot.panels()) {
      assertEquals(panel.caption(), ScatterPlot.caption(panel, plot.frame()));
    }
    assertEquals(1, MapNumbers.of(mapped).accuracy().orElseThrow() * 1.5, 1e-6);
    assertTrue(plot.png().length > 0);
  }

  @Test
  void onlyThePlaneIsDrawn() {
    LabeledDataset space = points("space", new double[][] {{0, 0, 1}}, 0);
    assertEquals(
        Optional.empty(),
        MappedClasses.plot(new MappedSamples(space, space, space, new int[1], Optional.empty())));
  }
}
