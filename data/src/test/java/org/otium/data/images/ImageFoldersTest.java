package org.otium.data.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

final class ImageFoldersTest {
  @TempDir private Path folder;

  private static BufferedImage plain(int width, int height, int type, int argb) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb);
      }
    }
    return image;
  }

  private void put(String path, BufferedImage image) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    String ending = path.substring(path.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, ending, file.toFile()));
  }

  private LabeledDataset read(ImageFolderSettings settings) throws IOException {
    return new ImageFolderFormat(settings).read(folder);
  }

  private String refusal(ImageFolderSettings settings) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(settings));
    assertEquals(1, e.what().lines().count(), e.what());
    return e.what() + " " + e.remedy();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void coloursAreExact(String ending) throws IOException {
    put("b/1." + ending, plain(3, 2, BufferedImage.TYPE_INT_RGB, 0xff3366));
    put("a/1." + ending, plain(3, 2, BufferedImage.TYPE_INT_RGB, 0x0000ff));
    Files.writeString(folder.resolve("README.md"), "about");
    Files.writeString(folder.resolve("a/.hidden"), "x");
    Files.writeString(folder.resolve("a/Thumbs.db"), "x");
    LabeledDataset read = read(ImageFolderSettings.defaults());
    assertEquals(FeatureShape.image(2, 3, 3), read.shape());
    assertEquals(Map.of(0, "a", 1, "b"), read.classNames());
    assertArrayEquals(
        new float[] {1, 0x33 / 255f, 0x66 / 255f},
        java.util.Arrays.copyOf(read.features().row(1), 3),
        1e-6f);
    assertTrue(new ImageFolderFormat().recognises(folder));
  }

  @Test
  void jpegIsRead() throws IOException {
    put("a/1.jpg", plain(16, 16, BufferedImage.TYPE_INT_RGB, 0x808080));
    put("b/2.jpeg", plain(16, 16, BufferedImage.TYPE_INT_RGB, 0xffffff));
    LabeledDataset read = read(ImageFolderSettings.defaults());
    assertEquals(0x80 / 255f, read.features().get(0, 5), 0.01);
    assertEquals(1f, read.features().get(1, 5), 0.01);
  }

  @Test
  void grayPixelsKeepTheirValue() throws IOException {
    BufferedImage gray = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    gray.getRaster().setPixels(0, 0, 2, 2, new int[] {0, 64, 128, 255});
    put("a/1.png", gray);
    LabeledDataset read = read(ImageFolderSettings.defaults());
    assertEquals(FeatureShape.image(2, 2, 1), read.shape());
    assertArrayEquals(new float[] {0, 64 / 255f, 128 / 255f, 1}, read.features().toArray(), 1e-6f);
    put("b/1.png", plain(2, 2, BufferedImage.TYPE_INT_RGB, 0xff0000));
    LabeledDataset mixed = read(ImageFolderSettings.defaults());
    assertEquals(3, mixed.shape().channels());
    assertEquals(64 / 255f, mixed.features().get(0, 5), 1e-6);
    LabeledDataset asGray =
        read(ImageFolderSettings.defaults().withChannels(ImageFolderSettings.Channels.GRAY));
    assertEquals(0.299f, asGray.features().get(1, 0), 1e-6);
  }

  @Test
  void transparencyShowsTheBackground() throws IOException {
    put("a/1.png", plain(2, 2, BufferedImage.TYPE_INT_ARGB, 0x00123456));
    assertEquals(1f, read(ImageFolderSettings.defaults()).features().get(0, 0));
    ImageFolderSettings black =
        new ImageFolderSettings(
            Optional.empty(),
            ImageFolderSettings.Fit.CROP,
            ImageFolderSettings.Channels.AUTO,
            ImageFolderSettings.Background.BLACK,
            1,
            ImageFolderSettings.FolderLabels.FOLDERS);
    assertEquals(0f, read(black).features().get(0, 0));
  }

  @Test
  void differentSizesNeedASize() throws IOException {
    BufferedImage wide = plain(8, 4, BufferedImage.TYPE_INT_RGB, 0xffffff);
    for (int y = 0; y < 4; y++) {
      wide.setRGB(0, y, 0);
      wide.setRGB(7, y, 0);
    }
    put("a/1.png", wide);
    put("a/2.png", plain(4, 4, BufferedImage.TYPE_INT_RGB, 0xffffff));
    String error = refusal(ImageFolderSettings.defaults());
    assertTrue(error.contains("4×8") && error.contains("'size'"), error);
    ImageFolderSettings small = ImageFolderSettings.defaults().withSize(ImageSize.parse("2"));
    LabeledDataset cropped = read(small);
    assertEquals(1f, cropped.features().get(0, 0), 1e-6);
    ImageFolderSettings stretched =
        new ImageFolderSettings(
            small.size(),
            ImageFolderSettings.Fit.STRETCH,
            small.channels(),
            small.background(),
            small.maxMegapixels(),
            small.labels());
    assertEquals(0.75f, read(stretched).features().get(0, 0), 1e-6);
  }

  @Test
  void firstUnreadableFileIsNamed() throws IOException {
    put("a/1.png", plain(2, 2, BufferedImage.TYPE_INT_RGB, 0));
    Files.writeString(folder.resolve("a/2.png"), "no picture");
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("2.png"));
    Files.delete(folder.resolve("a/2.png"));
    Files.writeString(folder.resolve("a/3.webp"), "RIFF");
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("3.webp"));
  }

  @Test
  void declaredSizeIsCheckedBeforeDecoding() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a")).resolve("bomb.png");
    ByteBuffer png = ByteBuffer.allocate(33);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    png.putInt(13).put(new byte[] {'I', 'H', 'D', 'R'}).putInt(30_000).putInt(30_000);
    png.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    png.putInt((int) crc.getValue());
    Files.write(file, png.array());
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("30000×30000"));
  }

  @Test
  void emptyAndStrayThingsAreRefused() throws IOException {
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("is empty"));
    assertFalse(new ImageFolderFormat().recognises(folder));
    Files.createDirectory(folder.resolve("a"));
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("no pictures"));
    put("stray.png", plain(2, 2, BufferedImage.TYPE_INT_RGB, 0));
    put("a/1.png", plain(2, 2, BufferedImage.TYPE_INT_RGB, 0));
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("stray.png"));
  }

  @Test
  void unsafeClassNamesBecomeSafeFolders() throws IOException {
    Matrix pixels = Matrix.wrap(3, 4, new float[12]);
    LabeledDataset dataset =
        LabeledDataset.of("d", pixels, Labels.hard(0, 1, 10))
            .withShape(FeatureShape.image(2, 2, 1))
            .withClassNames(Map.of(0, "T-shirt/top", 1, "../up"));
    Path target = folder.resolve("out");
    new ImageFolderFormat().write(dataset, target);
    assertTrue(Files.isDirectory(target.resolve("T-shirt-top")));
    assertTrue(Files.isDirectory(target.resolve("_-up")));
    assertTrue(Files.isDirectory(target.resolve("10")));
    LabeledDataset clash = dataset.withClassNames(Map.of(0, "a:b", 1, "A?B"));
    assertThrows(
        InvalidInputException.class,
        () -> new ImageFolderFormat().write(clash, folder.resolve("clash")));
    assertThrows(
        InvalidInputException.class,
        () ->
            new ImageFolderFormat()
                .write(dataset.withShape(FeatureShape.vector(4)), folder.resolve("vector")));
  }

  @Test
  void sizesAreParsed() {
    assertEquals(new ImageSize(32, 32), ImageSize.parse("32"));
    assertEquals(new ImageSize(24, 32), ImageSize.parse("24x32"));
    assertThrows(InvalidInputException.class, () -> ImageSize.parse("0"));
    assertThrows(InvalidInputException.class, () -> ImageSize.parse("big"));
    assertEquals("24x32", ImageSize.parse(ImageSize.parse("24x32").toString()).toString());
  }

  private static final ImageFolderSettings TABLE =
      ImageFolderSettings.defaults().withLabels(ImageFolderSettings.FolderLabels.METADATA);

  @Test
  void aTableNamesPicturesAndTheirClasses() throws IOException {
    put("b.png", plain(2, 2, BufferedImage.TYPE_BYTE_GRAY, 0xff000000));
    put("in/a.png", plain(2, 2, BufferedImage.TYPE_BYTE_GRAY, 0xffffffff));
    Path table = folder.resolve("metadata.csv");
    Files.writeString(table, "file_name,note,label\nin/a.png,x,zebra\nb.png,y,\"ant, red\"\n");
    LabeledDataset read = read(TABLE);
    assertEquals(Map.of(0, "ant, red", 1, "zebra"), read.classNames());
    assertEquals(1, read.labels().classOf(0));
    assertEquals(1, read.features().get(0, 0));
    assertEquals(0, read.features().get(1, 0));
    Files.writeString(table, "file_name,label\nb.png,7\nin/a.png,-2\n");
    assertArrayEquals(new int[] {-2, 7}, read(TABLE).classIds());
    assertTrue(refusal(ImageFolderSettings.defaults()).contains("b.png lies beside"));
  }

  @Test
  void aTableNeverLeadsOutOfItsFolder() throws IOException {
    put("in/a.png", plain(2, 2, BufferedImage.TYPE_BYTE_GRAY, 0));
    Path table = folder.resolve("metadata.csv");
    for (String name : new String[] {"../a.png", "/etc/passwd", "in/../../a.png"}) {
      Files.writeString(table, "file_name,label\n" + name + ",1\n");
      assertTrue(refusal(TABLE).contains("leads out of the folder in line 2"), name);
    }
    Files.writeString(table, "file_name,label\nno.png,1\n");
    assertTrue(refusal(TABLE).contains("no picture 'no.png'"));
    Files.writeString(table, "file_name,label\nin/a.png,\n");
    assertTrue(refusal(TABLE).contains("no label in line 2"));
    Files.writeString(table, "file,label\nin/a.png,1\n");
    assertTrue(refusal(TABLE).contains("needs a column file_name"));
  }
}
