package org.otium.data.images;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.data.ImageResampler;
import org.otium.data.io.Memory;

/** Makes features of encoded pictures (PNG, JPEG, GIF, BMP), and pictures of features. */
public final class Pictures {
  private Pictures() {}

  /** Opens an encoded picture. */
  @FunctionalInterface
  public interface Content {
    /**
     * Opens it anew.
     *
     * @return its bytes
     * @throws IOException if they cannot be read
     */
    InputStream open() throws IOException;
  }

  /**
   * One encoded picture.
   *
   * @param name what it is called in messages
   * @param content its bytes
   */
  public record Source(String name, Content content) {
    /**
     * A picture in a file.
     *
     * @param file the file
     * @return the picture
     */
    public static Source of(Path file) {
      return new Source(file.toString(), () -> Files.newInputStream(file));
    }

    /**
     * A picture in memory.
     *
     * @param name what it is called in messages
     * @param bytes its bytes, not copied
     * @return the picture
     */
    public static Source of(String name, byte[] bytes) {
      return new Source(name, () -> new ByteArrayInputStream(bytes));
    }
  }

  /**
   * Pictures as features.
   *
   * @param shape their common shape, with the range [0, 1]
   * @param features one row a picture, channels last
   */
  @SuppressWarnings("ArrayRecordComponent") // a return value, never compared
  public record Decoded(FeatureShape shape, float[] features) {}

  /**
   * Decodes pictures and brings them to one shape.
   *
   * @param whole what they are part of, for messages
   * @param pictures at least one
   * @param settings size, channels and how to get there
   * @param example how to set the size, for the message about pictures of several sizes
   * @return the features
   * @throws InvalidInputException if one cannot be decoded, is too large, or sizes differ and none
   *     is set
   * @throws IOException if one cannot be read
   */
  public static Decoded decode(
      String whole, List<Source> pictures, ImageFolderSettings settings, String example)
      throws IOException {
    List<Picture.Outline> outlines = new ArrayList<>();
    for (Source picture : pictures) {
      outlines.add(Picture.outline(picture, settings.maxMegapixels()));
    }
    ImageSize size = settings.size().orElseGet(() -> commonSize(pictures, outlines, example));
    int channels =
        switch (settings.channels()) {
          case AUTO -> outlines.stream().allMatch(Picture.Outline::gray) ? 1 : 3;
          case GRAY -> 1;
          case RGB -> 3;
        };
    FeatureShape shape = FeatureShape.image(size.height(), size.width(), channels);
    int d = shape.dimension();
    float[] features = new float[Memory.require((long) pictures.size() * d, Float.BYTES, whole)];
    for (int i = 0; i < pictures.size(); i++) {
      decode(pictures.get(i), outlines.get(i), shape, settings, features, i * d);
    }
    return new Decoded(shape, features);
  }

  private static ImageSize commonSize(
      List<Source> pictures, List<Picture.Outline> outlines, String example) {
    Picture.Outline first = outlines.getFirst();
    for (int i = 1; i < outlines.size(); i++) {
      Picture.Outline other = outlines.get(i);
      if (other.height() != first.height() || other.width() != first.width()) {
        throw new InvalidInputException(
            pictures.getFirst().name()
                + " has "
                + first.height()
                + "×"
                + first.width()
                + " pixels, "
                + pictures.get(i).name()
                + " "
                + other.height()
                + "×"
                + other.width(),
            "Set 'size' to bring all to one size, for instance '" + example + "'.");
      }
    }
    return new ImageSize(first.height(), first.width());
  }

  private static void decode(
      Source picture,
      Picture.Outline outline,
      FeatureShape shape,
      ImageFolderSettings settings,
      float[] features,
      int at)
      throws IOException {
    int height = outline.height();
    int width = outline.width();
    if (settings.fit() == ImageFolderSettings.Fit.CROP) {
      // The largest middle part with the aspect of the target, to the nearest pixel.
      double aspect = (double) shape.width() / shape.height();
      width = Math.clamp(Math.round(outline.height() * aspect), 1, outline.width());
      height = Math.clamp(Math.round(outline.width() / aspect), 1, outline.height());
    }
    int top = (outline.height() - height) / 2;
    int left = (outline.width() - width) / 2;
    Memory.require((long) height * width * shape.channels(), Float.BYTES, picture.name());
    float background = settings.background() == ImageFolderSettings.Background.WHITE ? 1 : 0;
    float[] pixels =
        Picture.decode(picture, top, left, height, width, shape.channels(), background);
    new ImageResampler(height, width, shape.channels(), shape.height(), shape.width())
        .apply(pixels, 0, features, at);
    for (int j = at; j < at + shape.dimension(); j++) {
      features[j] = Math.clamp(features[j], 0f, 1f);
    }
  }

  /**
   * Refuses what no picture can be made of.
   *
   * @param name the name of a dataset
   * @param shape its shape
   */
  public static void requireImages(String name, FeatureShape shape) {
    boolean ranged = Double.isFinite(shape.low()) && Double.isFinite(shape.high());
    if (!shape.isImage() || !ranged) {
      throw new InvalidInputException(
          "dataset '"
              + name
              + "' ("
              + shape.describe()
              + (ranged ? "" : ", no range")
              + ") is not made of gray or RGB images with a range",
          "Write it as .npz, or give it such a shape.");
    }
  }

  /**
   * Draws a sample as PNG of 8 bits a channel: the range of the shape mapped to 0 … 255, rounded.
   *
   * @param dataset gray or RGB images with a range
   * @param sample which one
   * @param out takes the file; not closed
   * @throws IOException if it cannot be written
   */
  public static void png(LabeledDataset dataset, int sample, OutputStream out) throws IOException {
    if (!ImageIO.write(image(dataset, sample), "png", out)) {
      throw new IOException("this Java cannot write PNG files");
    }
  }

  private static BufferedImage image(LabeledDataset dataset, int sample) {
    FeatureShape shape = dataset.shape();
    boolean gray = shape.channels() == 1;
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    WritableRaster raster = image.getRaster();
    double scale = 255 / (shape.high() - shape.low());
    int feature = 0;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int c = 0; c < shape.channels(); c++) {
          double value = (dataset.features().get(sample, feature++) - shape.low()) * scale;
          raster.setSample(x, y, c, Math.clamp(Math.round(value), 0, 255));
        }
      }
    }
    return image;
  }
}
