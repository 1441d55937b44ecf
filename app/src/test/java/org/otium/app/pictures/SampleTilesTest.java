package org.otium.app.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

class SampleTilesTest {
  private static final SampleTiles GRAY = new SampleTiles(FeatureShape.image(2, 2, 1), 0, 1);

  @Test
  void valuesBecomeShadesAndAreCutAtTheRange() {
    Matrix sample = Matrix.of(new double[][] {{0, 0.5, 1, 7}});
    assertEquals(0xff000000, GRAY.tile(sample, 0).getRGB(0, 0));
    assertEquals(0xff808080, GRAY.tile(sample, 0).getRGB(1, 0));
    assertEquals(0xffffffff, GRAY.tile(sample, 0).getRGB(0, 1));
    assertEquals(0xffffffff, GRAY.tile(sample, 0).getRGB(1, 1));
  }

  @Test
  void channelsComeLast() {
    Matrix sample = Matrix.of(new double[][] {{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1}});
    SampleTiles colour = new SampleTiles(FeatureShape.image(2, 2, 3), 0, 1);
    assertEquals(0xffff0000, colour.tile(sample, 0).getRGB(0, 0));
    assertEquals(0xff00ff00, colour.tile(sample, 0).getRGB(1, 0));
    assertEquals(0xff0000ff, colour.tile(sample, 0).getRGB(0, 1));
  }

  @Test
  void rangeComesFromTheValuesWhereTheShapeHasNone() {
    FeatureShape open =
        new FeatureShape(2, 2, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    LabeledDataset dataset =
        LabeledDataset.of("d", Matrix.of(new double[][] {{-3, 0, 0, 5}}), Labels.hard(0))
            .withShape(open);
    assertEquals(-3, SampleTiles.of(dataset).low());
    assertEquals(5, SampleTiles.of(dataset).high());
  }

  @Test
  void stripHasATransparentGapBetweenTiles() throws IOException {
    Matrix samples = Matrix.of(new double[][] {{1, 1, 1, 1}});
    SampleTiles.Frame frame = new SampleTiles.Frame(samples, 0);
    var strip = ImageIO.read(new ByteArrayInputStream(GRAY.strip(List.of(frame, frame))));
    assertEquals(5, strip.getWidth());
    assertEquals(0, strip.getRGB(2, 0) >>> 24);
    assertEquals(0xffffffff, strip.getRGB(3, 0));
  }

  @Test
  void pointsAreNoPictures() {
    assertThrows(
        IllegalArgumentException.class, () -> new SampleTiles(FeatureShape.vector(4), 0, 1));
  }
}
