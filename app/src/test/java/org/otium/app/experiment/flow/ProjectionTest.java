package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.app.pictures.ScatterPlot.Dot;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

class ProjectionTest {
  private static LinearAlgebra algebra() {
    SettingsContext bare =
        PluginRegistry.discover(List.of()).context(TestMachine.compute(), DatasetLookup.none());
    return (LinearAlgebra)
        new SettingsBinder(bare).bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java").value();
  }

  @Test
  void spaceIsSeenAlongTheAxisOfLeastVariance() {
    Matrix points =
        Matrix.of(
            new double[][] {{3, 0, 0}, {-3, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 2}, {0, 0, -2}});
    LabeledDataset dataset = LabeledDataset.of("cross", points, Labels.hard(new int[6]));
    List<Dot> dots = Projection.of(dataset, algebra()).dots(points, new int[6]);
    assertEquals(3, Math.hypot(dots.get(0).x(), dots.get(0).y()), 1e-6);
    assertEquals(2, Math.hypot(dots.get(4).x(), dots.get(4).y()), 0.04);
    assertEquals(Math.sin(Math.toRadians(10)), Math.hypot(dots.get(2).x(), dots.get(2).y()), 1e-6);
  }
}
