package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.LabeledDataset;
import org.otium.data.Resampling;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.data.idx.IdxFormat;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;
import org.otium.data.npz.NpzFormat;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetSettings;

class DataImportCommandTest {
  @TempDir private Path folder;

  private static LabeledDataset glyphs(int perClass) {
    LabeledDataset large =
        new GlyphSource(GlyphSettings.of(GlyphSettings.Style.BLOCK).withPerClass(perClass))
            .generate(1);
    return Resampling.toShape(large, org.otium.api.FeatureShape.image(4, 4, 1));
  }

  private JsonNode imported(Path source, String... more) throws IOException {
    String[] args = new String[6 + more.length];
    String[] fixed = {
      "data", "import", source.toString(), "--out", folder.resolve("out").toString(), "--json"
    };
    System.arraycopy(fixed, 0, args, 0, 6);
    System.arraycopy(more, 0, args, 6, more.length);
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.all());
    return new JsonMapper().readTree(result.out());
  }

  private LabeledDataset read(String name) throws IOException {
    return new NpzFormat().read(folder.resolve("out").resolve(name));
  }

  private Path made(String path) throws IOException {
    return Files.createDirectories(folder.resolve(path));
  }

  @Test
  void torchvisionsRawFilesBecomeOneDatasetASplit() throws IOException {
    Path raw = made("FashionMNIST/raw");
    new IdxFormat().write(glyphs(2), raw.resolve("train-images-idx3-ubyte"));
    // Downloaders leave the packed files beside the unpacked ones.
    Files.write(raw.resolve("train-images-idx3-ubyte.gz"), new byte[10]);
    new IdxFormat().write(glyphs(1), raw.resolve("t10k-images-idx3-ubyte.gz"));
    JsonNode tree = imported(folder.resolve("FashionMNIST"));
    assertEquals("torchvision-folder", tree.get("layout").asText());
    assertEquals(2, tree.get("datasets").size(), tree.toString());
    assertEquals(glyphs(2).size(), read("fashionmnist-train.npz").size());
    assertEquals(glyphs(1).size(), read("fashionmnist-test.npz").size());
    Cli.Result again =
        Cli.run(
            "data",
            "import",
            folder.resolve("FashionMNIST").toString(),
            "--out",
            folder.resolve("out").toString());
    assertEquals(2, again.code(), again.all());
    assertTrue(again.err().contains("exists already"), again.all());
  }

  private void picture(String path, int gray) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 1, 0, gray);
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void foldersOfSplitsAndClassesAreImported() throws IOException {
    for (String split : new String[] {"train", "val"}) {
      picture("pets/" + split + "/cat/1.png", 255);
      picture("pets/" + split + "/dog/1.png", 0);
    }
    JsonNode tree = imported(folder.resolve("pets"), "--size", "4");
    assertEquals("pets-train", tree.get("datasets").get(0).get("name").asText());
    assertEquals("4×4", tree.get("datasets").get(0).get("shape").asText().substring(0, 3));
    assertEquals("dog", read("pets-validation.npz").className(1));
  }

  @Test
  void tablesOfHuggingFaceComeBeforeNamesOfFolders() throws IOException {
    picture("p/train/x/1.png", 255);
    picture("p/train/x/2.png", 0);
    Files.writeString(
        folder.resolve("p/train/metadata.csv"), "file_name,label\nx/1.png,a\nx/2.png,b\n");
    JsonNode tree = imported(folder.resolve("p"));
    assertEquals("huggingface-imagefolder", tree.get("layout").asText());
    assertEquals(2, tree.get("datasets").get(0).get("classes").asInt());
  }

  @Test
  void parquetFilesOfHuggingFaceAreImportedAndWritten() throws IOException {
    Path data = made("digits/data");
    ParquetFormat images =
        new ParquetFormat(ParquetSettings.defaults().withLayout(ParquetSettings.Layout.IMAGES));
    images.write(glyphs(2), data.resolve("train-00000-of-00002.parquet"));
    images.write(glyphs(3), data.resolve("train-00001-of-00002.parquet"));
    images.write(glyphs(1), data.resolve("test-00000-of-00001.parquet"));
    JsonNode tree =
        imported(
            folder.resolve("digits"),
            "--from",
            "huggingface-parquet",
            "--name",
            "D",
            "--format",
            "parquet");
    assertEquals(2, tree.get("datasets").size());
    LabeledDataset train =
        new ParquetFormat().read(folder.resolve("out").resolve("D-train.parquet"));
    assertEquals(glyphs(5).size(), train.size());
    assertEquals(glyphs(1).shape(), train.shape());
  }

  @Test
  void binaryFilesOfCifarAreImported() throws IOException {
    Path ten = made("c/cifar-10-batches-bin");
    byte[] batch = new byte[2 * 3073];
    batch[3073] = 3;
    Files.write(ten.resolve("data_batch_1.bin"), batch);
    Files.write(ten.resolve("test_batch.bin"), batch);
    JsonNode tree = imported(folder.resolve("c"), "--from", "cifar-binary");
    assertEquals("cifar10-train", tree.get("datasets").get(0).get("name").asText());
    assertEquals(3, read("cifar10-test.npz").labels().classOf(1));
  }

  @Test
  void arraysOfKerasAreImported() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("x_train", NpyArray.of(new float[] {1, 2, 3, 4}, 2, 2));
    arrays.put("y_train", NpyArray.of(new int[] {5, 6}, 2, 1));
    arrays.put("x_test", NpyArray.of(new float[] {7, 8}, 1, 2));
    arrays.put("y_test", NpyArray.of(new int[] {5}, 1, 1));
    NpzFile.write(folder.resolve("k.npz"), arrays);
    JsonNode tree = imported(folder.resolve("k.npz"));
    assertEquals("keras-npz", tree.get("layout").asText());
    assertEquals(6, read("k-train.npz").labels().classOf(1));
    assertEquals(8, read("k-test.npz").features().get(0, 1));
  }

  @Test
  void whatCannotBeImportedIsTold() throws IOException {
    Path empty = made("empty");
    Cli.Result none =
        Cli.run("data", "import", empty.toString(), "--out", folder.resolve("o").toString());
    assertEquals(2, none.code(), none.all());
    assertTrue(none.err().contains("in no layout that is known"), none.all());
    made("py/cifar-10-batches-py");
    Cli.Result pickles =
        Cli.run(
            "data",
            "import",
            folder.resolve("py").toString(),
            "--out",
            folder.resolve("o").toString());
    assertTrue(pickles.err().contains("pickles"), pickles.all());
    Cli.Result typo =
        Cli.run(
            "data",
            "import",
            empty.toString(),
            "--from",
            "cifar-binaries",
            "--out",
            folder.resolve("o").toString());
    assertTrue(typo.err().contains("Did you mean 'cifar-binary'"), typo.all());
    assertFalse(Files.exists(folder.resolve("o")));
  }
}
