package org.otium.data.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.data.Resampling;
import org.otium.data.cifar.CifarFormat;
import org.otium.data.csv.CsvFormat;
import org.otium.data.csv.CsvSettings;
import org.otium.data.glyphs.GlyphSettings;
import org.otium.data.glyphs.GlyphSource;
import org.otium.data.idx.IdxFormat;
import org.otium.data.idx.IdxSettings;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.images.ImageFolderSettings;
import org.otium.data.npz.NpyFile;
import org.otium.data.npz.NpzFormat;
import org.otium.data.npz.NpzSettings;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetSettings;

/**
 * Whatever bytes a file holds, readers give a dataset or say what is wrong with it. Without {@code
 * JAZZER_FUZZ} the seeds and former finds are read, with it new files are sought.
 */
class ReadersFuzzTest {
  private static final String LABELS_NONE = "none";

  static Stream<byte[]> idxFiles() {
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 1, 2, 3, 4};
    byte[] floats = {0, 0, 13, 2, 0, 0, 0, 1, 0, 0, 0, 1, 63, -128, 0, 0};
    byte[] lie = {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1, 1};
    return Stream.of(images, floats, lie, Hostile.gzip(images), Hostile.gzip(lie));
  }

  @MethodSource("idxFiles")
  @FuzzTest(maxDuration = "60s")
  void idx(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    IdxFormat format =
        new IdxFormat(
            new IdxSettings(Optional.of(LABELS_NONE), Optional.empty(), IdxSettings.Element.AUTO));
    Hostile.read(content, "f-images-idx3-ubyte", format::read);
  }

  static Stream<byte[]> npyFiles() {
    return Stream.of(
        Hostile.npy("<f4", "(2, 1)", 8),
        Hostile.npy(">i8", "(1,)", 8),
        Hostile.npy("<U3", "(2,)", 24),
        Hostile.npy("|O", "(1,)", 8),
        Hostile.npy("<f8", "(2147483647, 2147483647)", 8));
  }

  @MethodSource("npyFiles")
  @FuzzTest(maxDuration = "60s")
  void npy(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    Hostile.read(content, "a.npy", NpyFile::read);
  }

  private static byte[] npz(int method, String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(method);
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(
            name.equals("labels")
                ? Hostile.npy("<i8", "(2,)", 16)
                : Hostile.npy("<f4", "(2, 1)", 8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Stream<byte[]> npzFiles() {
    return Stream.of(
        npz(0, "features", "labels"),
        npz(9, "features", "labels", "weights"),
        npz(9, "../features"),
        npz(0, "X", "y"));
  }

  @MethodSource("npzFiles")
  @FuzzTest(maxDuration = "60s")
  void npz(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    Hostile.read(content, "a.npz", new NpzFormat(NpzSettings.defaults())::read);
  }

  static Stream<byte[]> tables() {
    return Stream.of(
            "a,b,label\n1,2,x\n3,4,y\n",
            "1;2;x\n3;4;x\n",
            "a\tlabel\n\"1e400\"\t\"\"\n",
            "label\n\"open",
            "a,label\r\nnan,1\r\n\uFEFF,2",
            "colour,label\nred,1\nblue,2\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("tables")
  @FuzzTest(maxDuration = "60s")
  void csv(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    Hostile.read(content, "a.csv", new CsvFormat(CsvSettings.defaults())::read);
  }

  private static byte[] picture(String format, int type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(3, 2, type), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A picture whose header says that it is as large as can be said. */
  private static byte[] huge(byte[] png) {
    byte[] lie = png.clone();
    for (int at = 16; at < 24; at++) {
      lie[at] = 0x7f;
    }
    return lie;
  }

  static Stream<byte[]> pictures() {
    byte[] png = picture("png", BufferedImage.TYPE_INT_ARGB);
    return Stream.of(
        png,
        huge(png),
        picture("png", BufferedImage.TYPE_USHORT_GRAY),
        picture("png", BufferedImage.TYPE_BYTE_INDEXED),
        picture("gif", BufferedImage.TYPE_BYTE_INDEXED),
        picture("bmp", BufferedImage.TYPE_INT_RGB),
        picture("jpg", BufferedImage.TYPE_INT_RGB));
  }

  @MethodSource("pictures")
  @FuzzTest(maxDuration = "60s")
  void pictures(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    ImageFolderSettings d = ImageFolderSettings.defaults();
    ImageFolderFormat format =
        new ImageFolderFormat(
            new ImageFolderSettings(
                d.size(), d.fit(), d.channels(), d.background(), 1, d.labels()));
    Hostile.read(content, "cats/a.png", file -> format.read(file.getParent().getParent()));
  }

  private static byte[] parquet(ParquetSettings.Layout layout, boolean compress) {
    LabeledDataset glyphs =
        new GlyphSource(GlyphSettings.of(GlyphSettings.Style.BLOCK).withPerClass(1)).generate(3);
    LabeledDataset two = glyphs.select(new int[] {0, 1});
    ParquetSettings settings = ParquetSettings.defaults().withLayout(layout);
    return Hostile.written(
        "a.parquet", new ParquetFormat(settings.withCompress(compress)), small(two));
  }

  /** A corner of the pictures, so that files are short. */
  private static LabeledDataset small(LabeledDataset dataset) {
    return Resampling.toShape(dataset, FeatureShape.image(2, 2, 1));
  }

  static Stream<byte[]> parquetFiles() {
    return Stream.of(
        parquet(ParquetSettings.Layout.VECTORS, false),
        parquet(ParquetSettings.Layout.VECTORS, true),
        parquet(ParquetSettings.Layout.COLUMNS, false),
        parquet(ParquetSettings.Layout.IMAGES, false));
  }

  @MethodSource("parquetFiles")
  @FuzzTest(maxDuration = "60s")
  void parquet(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    Hostile.read(content, "a.parquet", new ParquetFormat()::read);
  }

  static Stream<byte[]> cifarFiles() {
    byte[] ten = new byte[2 * 3073];
    ten[3073] = 9;
    return Stream.of(ten, new byte[3074], new byte[3072]);
  }

  @MethodSource("cifarFiles")
  @FuzzTest(maxDuration = "60s")
  void cifar(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    Hostile.read(content, "f/a.bin", new CifarFormat()::read);
  }

  static Stream<byte[]> metadata() {
    return Stream.of(
            "file_name,label\na.png,cat\n",
            "\uFEFFfile_name,label,x\r\n\"a.png\",3,\r\n",
            "file_name,label\n../a.png,1\n",
            "label\n\"open")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("metadata")
  @FuzzTest(maxDuration = "60s")
  void metadata(byte[] content) throws IOException {
    Assumptions.assumeTrue(content != null);
    ImageFolderFormat format =
        new ImageFolderFormat(
            ImageFolderSettings.defaults().withLabels(ImageFolderSettings.FolderLabels.METADATA));
    Hostile.read(content, "f/metadata.csv", file -> format.read(file.getParent()));
  }
}
