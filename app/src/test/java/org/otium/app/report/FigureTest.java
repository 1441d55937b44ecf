package org.otium.app.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FeatureShape;
import org.otium.api.Matrix;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.runs.Json;

class FigureTest {
  @TempDir private Path folder;

  @Test
  void everyFigureMakesAStrictPage() {
    StrictPage.check(SamplePages.flat());
    StrictPage.check(SamplePages.spatial());
    StrictPage.check(SamplePages.multiples());
  }

  @Test
  void dataCannotEndItsElement() {
    String page = SamplePages.flat();
    assertFalse(page.contains("<img src=x"), "a name became markup");
    assertTrue(page.contains("\\u003c/script\\u003e"), "the name is not in the data");
    assertTrue(StrictPage.text(page).contains(SamplePages.HOSTILE), "the name is not shown");
  }

  @Test
  void figureThatWasKeptIsDrawnFromTheSameDataAndStandsStillAsItsPicture() throws IOException {
    ScatterFigure drawn = SamplePages.scatter(3);
    Path file = folder.resolve("along.json");
    Files.writeString(file, Json.compact(drawn.data()));
    byte[] png = drawn.still().png();
    KeptFigure kept = new KeptFigure("kept " + SamplePages.HOSTILE, Json.read(file), png);
    assertEquals(Json.compact(drawn.data()), Json.compact(kept.data()));
    assertTrue(kept.isSpatial());
    Page page = new Page("Kept");
    page.markup().open("header").element("h1", "Kept").close();
    page.multiples(Map.of("one", kept));
    String html = page.finished("The end.").html();
    StrictPage.check(html);
    assertTrue(html.contains(Page.dataUri(png)));
    assertTrue(html.contains("id=\"echarts-gl\""));
  }

  @Test
  void libraryForSpaceIsOnPagesThatNeedItAlone() {
    assertFalse(SamplePages.flat().contains("unsafe-eval"));
    assertFalse(SamplePages.flat().contains("id=\"echarts-gl\""));
    assertTrue(SamplePages.spatial().contains("id=\"echarts-gl\""));
  }

  @Test
  void packedPositionsComeBackWithinTheirResolution() throws IOException {
    float[] values = {-1, 0, 2.5f, 7, 10, 4};
    double[] low = {-1, 0};
    double[] high = {10, 7};
    ByteBuffer bytes = unpacked(Packed.positions(values, low, high));
    for (int i = 0; i < values.length; i++) {
      double share = Short.toUnsignedInt(bytes.getShort()) / 65535.0;
      double back = low[i % 2] + share * (high[i % 2] - low[i % 2]);
      assertEquals(values[i], back, (high[i % 2] - low[i % 2]) / 65535.0);
    }
  }

  @Test
  void packedWholeNumbersComeBack() throws IOException {
    ByteBuffer bytes = unpacked(Packed.whole(new int[] {0, 7, 65535}));
    int[] back = new int[3];
    for (int i = 0; i < 3; i++) {
      back[i] = Short.toUnsignedInt(bytes.getShort());
    }
    assertArrayEquals(new int[] {0, 7, 65535}, back);
    assertThrows(IllegalArgumentException.class, () -> Packed.whole(new int[] {65536}));
  }

  private static ByteBuffer unpacked(String text) throws IOException {
    byte[] packed = Base64.getDecoder().decode(text);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @Test
  void manyLargeImagesStayWithinTheBudget() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    List<ImageGridFigure.Frame> frames = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      float[] noise = new float[40 * 96 * 96];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextFloat();
      }
      frames.add(new ImageGridFigure.Frame(s, Matrix.wrap(40, 96 * 96, noise)));
    }
    int[] all = new int[40];
    java.util.Arrays.setAll(all, i -> i);
    SampleTiles tiles = new SampleTiles(FeatureShape.image(96, 96, 1), 0, 1);
    ImageGridFigure figure =
        new ImageGridFigure(
            "Noise", tiles, List.of(new ImageGridFigure.Row("noise", "", all)), frames);
    assertTrue(figure.data().get("steps") instanceof List<?> steps && steps.getLast().equals(11L));
    assertTrue(figure.data().get("pictures").toString().length() < 4 << 20);
  }

  @Test
  void imageSheetsHoldTheLevelsOfTheSamples() throws IOException {
    float[] levels = {0, 0.25f, 0.5f, 1};
    SampleTiles tiles = new SampleTiles(FeatureShape.image(2, 2, 1), 0, 1);
    byte[] png = tiles.sheet(List.of(List.of(new SampleTiles.Frame(Matrix.wrap(1, 4, levels), 0))));
    var raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    assertEquals(0, raster.getSample(0, 0, 0));
    assertEquals(64, raster.getSample(1, 0, 0));
    assertEquals(128, raster.getSample(0, 1, 0));
    assertEquals(255, raster.getSample(1, 1, 0));
  }

  @Test
  void couplingIsShownAsSharesOfEachRow() {
    HeatmapFigure figure = SamplePages.coupling();
    assertArrayEquals(new double[] {0.75, 0.25}, figure.values()[0], 1e-12);
    assertArrayEquals(new double[] {1, 0}, figure.values()[2], 1e-12);
  }

  @Test
  void impossibleFiguresAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TernaryFigure.Point(new double[] {0.5, 0.2, 0.1}, 1));
    assertThrows(IllegalArgumentException.class, () -> new LineFigure("none", "step", List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HeatmapFigure("h", List.of("a"), List.of("b"), new double[][] {{1, 2}}, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScatterFigure.Cloud(Matrix.wrap(1, 2, new float[2]), new int[2]));
  }
}
