package org.otium.data.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.data.csv.CsvFormat;
import org.otium.data.csv.CsvSettings;
import org.otium.data.idx.IdxFormat;
import org.otium.data.idx.IdxSettings;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.images.ImageFolderSettings;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;
import org.otium.data.npz.NpzFormat;
import org.otium.data.npz.NpzSettings;

/** Every format reads samples that have no labels, where it is told that they have none. */
class UnlabelledDataTest {
  private static final CsvFormat CSV = new CsvFormat(CsvSettings.defaults().withLabel("none"));
  private static final IdxFormat IDX = new IdxFormat(idx("none"));
  private static final NpzFormat NPZ = new NpzFormat(npz("none"));
  private static final ImageFolderFormat IMAGES =
      new ImageFolderFormat(
          ImageFolderSettings.defaults().withLabels(ImageFolderSettings.FolderLabels.NONE));

  @TempDir private Path folder;

  private static IdxSettings idx(String labels) {
    return new IdxSettings(Optional.of(labels), Optional.empty(), IdxSettings.Element.AUTO);
  }

  private static NpzSettings npz(String labels) {
    return new NpzSettings(Optional.empty(), Optional.of(labels), true);
  }

  private static LabeledDataset images() {
    float[] pixels = {0, 1, 0.2f, 0.4f, 0.6f, 0.8f, 1, 0};
    return LabeledDataset.of("two", Matrix.wrap(2, 4, pixels), Labels.hard(3, 5))
        .withShape(FeatureShape.image(2, 2, 1))
        .withClassNames(Map.of(3, "three", 5, "five"));
  }

  private static void assertUnlabelled(LabeledDataset expected, LabeledDataset read) {
    assertArrayEquals(expected.features().array(), read.features().array(), 1e-6f);
    assertEquals(expected.shape(), read.shape());
    assertEquals(Labels.hard(new int[expected.size()]), read.labels());
    assertEquals(Map.of(0, "unlabelled"), read.classNames());
  }

  private static String refusal(DatasetFormat format, Path path) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> format.read(path));
    assertEquals(1, e.what().lines().count(), e.what());
    return e.what() + " " + e.remedy();
  }

  private static void assertSays(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  @Test
  void imagesAreReadWithoutTheirLabelFile() throws IOException {
    Path path = folder.resolve("two-images-idx3-ubyte.gz");
    new IdxFormat().write(images(), path);
    assertUnlabelled(images(), IDX.read(path));
    Files.delete(folder.resolve("two-labels-idx1-ubyte.gz"));
    assertUnlabelled(images(), IDX.read(path));
    assertSays("idx{labels: none}:" + path, refusal(new IdxFormat(), path));
    Path plain = Files.move(path, folder.resolve("pictures.gz"));
    assertUnlabelled(images(), IDX.read(plain));
    assertSays("labels: none", refusal(new IdxFormat(), plain));
  }

  @Test
  void labelsAreNoUnlabelledImages() throws IOException {
    new IdxFormat().write(images(), folder.resolve("two-images-idx3-ubyte.gz"));
    assertSays("labels only", refusal(IDX, folder.resolve("two-labels-idx1-ubyte.gz")));
  }

  @Test
  void labelFileCalledNoneIsNotPassedOver() throws IOException {
    Path path = folder.resolve("two-images-idx3-ubyte.gz");
    new IdxFormat().write(images(), path);
    Files.move(folder.resolve("two-labels-idx1-ubyte.gz"), folder.resolve("none"));
    assertSays("./none", refusal(IDX, path));
    assertArrayEquals(new int[] {3, 5}, new IdxFormat(idx("./none")).read(path).classIds());
  }

  @Test
  void classNamesNeedLabels() {
    assertThrows(
        InvalidInputException.class,
        () ->
            new IdxSettings(
                Optional.of("none"), Optional.of("classes.json"), IdxSettings.Element.AUTO));
  }

  @Test
  void npzNeedsNoLabels() throws IOException {
    Path path = folder.resolve("alone.npz");
    NpyArray features = NpyArray.of(Matrix.of(new double[][] {{1, 2}, {3, 4}}));
    NpzFile.write(path, Map.of("features", features), true);
    LabeledDataset read = NPZ.read(path);
    assertArrayEquals(new float[] {1, 2, 3, 4}, read.features().array());
    assertEquals(Labels.hard(0, 0), read.labels());
    assertEquals(Map.of(0, "unlabelled"), read.classNames());
    assertSays("npz{labels: none}:" + path, refusal(new NpzFormat(), path));
    Map<String, NpyArray> ambiguous = new LinkedHashMap<>();
    ambiguous.put("features", features);
    ambiguous.put("none", NpyArray.of(new int[] {1, 2}, 2));
    NpzFile.write(folder.resolve("none.npz"), ambiguous, true);
    assertSays("array called none", refusal(NPZ, folder.resolve("none.npz")));
  }

  @Test
  void npzLeavesOutLabelsButKeepsWeightsAndShape() throws IOException {
    Path path = folder.resolve("two.npz");
    LabeledDataset weighted = images().withWeights(Weights.probability(0.25, 0.75));
    new NpzFormat().write(weighted, path);
    LabeledDataset read = NPZ.read(path);
    assertUnlabelled(images(), read);
    assertEquals(weighted.weights(), read.weights());
  }

  @Test
  void tablesOfFeaturesAloneAreRead() throws IOException {
    Path path = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n3,4\n");
    LabeledDataset read = CSV.read(path);
    assertArrayEquals(new float[] {1, 2, 3, 4}, read.features().array());
    assertEquals(Labels.hard(0, 0), read.labels());
    assertEquals("unlabelled", read.className(0));
    Path bare = Files.writeString(folder.resolve("b.csv"), "1,2\n3,\n5,6\n");
    CsvSettings drop = CsvSettings.defaults().withLabel("none").withHeader(false);
    assertArrayEquals(
        new float[] {1, 2, 5, 6},
        new CsvFormat(drop.withMissing(CsvSettings.Missing.DROP)).read(bare).features().array());
    assertSays("label: none", refusal(new CsvFormat(), bare));
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "Class", "target", "y"})
  void labelColumnDoesNotBecomeAFeature(String column) throws IOException {
    Path path = Files.writeString(folder.resolve("t.csv"), "a," + column + "\n1,2\n3,4\n");
    assertSays("ignore: [" + column + "]", refusal(CSV, path));
    CsvSettings ignoring = CsvSettings.defaults().withLabel("none").withIgnore(column);
    assertArrayEquals(new float[] {1, 3}, new CsvFormat(ignoring).read(path).features().array());
  }

  @Test
  void columnCalledNoneIsNotPassedOver() throws IOException {
    Path path = Files.writeString(folder.resolve("t.csv"), "a,none\n1,2\n");
    assertSays("column called none", refusal(CSV, path));
  }

  private void picture(String name, int gray) throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, gray);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  @Test
  void picturesNeedNoFolders() throws IOException {
    picture("1.png", 0);
    picture("2.png", 255);
    assertFalse(new ImageFolderFormat().recognises(folder));
    assertTrue(IMAGES.recognises(folder));
    assertSays("image-folder{labels: none}:" + folder, refusal(new ImageFolderFormat(), folder));
    picture("batch/3.png", 51);
    LabeledDataset read = IMAGES.read(folder);
    assertArrayEquals(new float[] {0, 1, 0.2f}, read.features().array(), 1e-6f);
    assertEquals(Labels.hard(0, 0, 0), read.labels());
    assertEquals(Map.of(0, "unlabelled"), read.classNames());
  }

  @Test
  void folderWithoutPicturesIsRefused() {
    assertSays("holds no pictures", refusal(IMAGES, folder));
  }

  @Test
  void labelsAreNotDroppedInWriting() {
    for (DatasetFormat format : new DatasetFormat[] {CSV, IDX, NPZ, IMAGES}) {
      Path path = folder.resolve("two-images-idx3-ubyte");
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> format.write(images(), path));
      assertSays("is for reading", e.what());
      assertFalse(Files.exists(path));
    }
  }
}
