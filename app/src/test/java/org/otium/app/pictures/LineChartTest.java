package org.otium.app.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static LineChart curve(int n, int spike) {
    List<LineChart.Point> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      points.add(new LineChart.Point(i, i == spike ? 1000 : Math.sin(i / 50.0)));
    }
    return new LineChart("curve", "step", "value", points);
  }

  @Test
  void thinningKeepsEndsAndSpikes() {
    LineChart thin = curve(100_000, 77_777).thinned(400);
    assertTrue(thin.points().size() <= 400);
    assertEquals(0, thin.points().getFirst().x());
    assertEquals(99_999, thin.points().getLast().x());
    assertTrue(thin.points().contains(new LineChart.Point(77_777, 1000)));
    for (int i = 1; i < thin.points().size(); i++) {
      assertTrue(thin.points().get(i).x() > thin.points().get(i - 1).x());
    }
  }

  @Test
  void curveIsDrawnInItsColour() throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(curve(50, -1).png()));
    int blue = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        blue += (image.getRGB(x, y) & 0xffffff) == 0x2a6fc4 ? 1 : 0;
      }
    }
    assertTrue(blue > 500, "only " + blue + " pixels of the curve");
  }

  @Test
  void nothingFiniteIsNoCurve() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LineChart("c", "x", "y", List.of(new LineChart.Point(0, Double.NaN))));
  }
}
