package org.otium.app.pictures;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.List;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;

/**
 * Turns samples into small pictures, one pixel a pixel.
 *
 * @param shape an image shape
 * @param low the value that is drawn black
 * @param high the value that is drawn white, above {@code low}
 */
public record SampleTiles(FeatureShape shape, double low, double high) {
  /** Checks that samples can be drawn. */
  public SampleTiles {
    if (!shape.isImage()) {
      throw new IllegalArgumentException(shape.describe() + " cannot be drawn");
    }
  }

  /**
   * Tiles for a dataset, in the range of its shape, or of its values where the shape has none.
   *
   * @param dataset images
   * @return tiles that suit all of its samples
   */
  public static SampleTiles of(LabeledDataset dataset) {
    double low = dataset.shape().low();
    double high = dataset.shape().high();
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (float v : dataset.features().array()) {
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
      low = Double.isInfinite(low) ? min : low;
      high = Double.isInfinite(high) ? max : high;
    }
    return new SampleTiles(dataset.shape(), low, high > low ? high : low + 1);
  }

  /**
   * One sample as a picture; values outside the range are drawn black or white.
   *
   * @param samples samples of this shape
   * @param row which one
   * @return height × width pixels
   */
  public BufferedImage tile(Matrix samples, int row) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_ARGB);
    int channels = shape.channels();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int at = (y * shape.width() + x) * channels;
        int r = level(samples.get(row, at));
        int g = channels == 1 ? r : level(samples.get(row, at + 1));
        int b = channels == 1 ? r : level(samples.get(row, at + 2));
        image.setRGB(x, y, 0xff000000 | r << 16 | g << 8 | b);
      }
    }
    return image;
  }

  private int level(float value) {
    long level = Math.round(255 * (value - low) / (high - low));
    return Math.clamp(level, 0, 255);
  }

  /**
   * Samples side by side with a transparent pixel between them.
   *
   * @param frames where each sample lies
   * @return a picture one tile high
   */
  public byte[] strip(List<Frame> frames) {
    int width = Math.max(1, frames.size() * (shape.width() + 1) - 1);
    BufferedImage image = new BufferedImage(width, shape.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    for (int i = 0; i < frames.size(); i++) {
      g.drawImage(
          tile(frames.get(i).samples(), frames.get(i).row()), i * (shape.width() + 1), 0, null);
    }
    g.dispose();
    return Ink.png(image);
  }

  /**
   * Samples in rows without anything between them, as small as can be: grey where there is one
   * channel.
   *
   * @param rows where the samples of each row lie
   * @return a picture
   */
  public byte[] sheet(List<List<Frame>> rows) {
    int width = shape.width() * rows.stream().mapToInt(List::size).max().orElse(1);
    int height = shape.height() * Math.max(1, rows.size());
    boolean isGrey = shape.channels() == 1;
    BufferedImage image =
        new BufferedImage(
            width, height, isGrey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).size(); c++) {
        Frame frame = rows.get(r).get(c);
        set(image, frame, c * shape.width(), r * shape.height());
      }
    }
    return Ink.png(image);
  }

  /** Copies samples as they are: drawing a picture into a grey one would change its levels. */
  private void set(BufferedImage image, Frame frame, int left, int top) {
    WritableRaster raster = image.getRaster();
    int channels = shape.channels();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int at = (y * shape.width() + x) * channels;
        for (int b = 0; b < raster.getNumBands(); b++) {
          float value = frame.samples().get(frame.row(), at + Math.min(b, channels - 1));
          raster.setSample(left + x, top + y, b, level(value));
        }
      }
    }
  }

  /**
   * How much a tile has to be enlarged to be seen well.
   *
   * @return a whole factor from 1 to 8
   */
  public int enlargement() {
    return Math.clamp(Math.round(60f / Math.max(shape.width(), shape.height())), 1, 8);
  }

  /**
   * One sample of a matrix.
   *
   * @param samples the matrix
   * @param row which row
   */
  public record Frame(Matrix samples, int row) {}
}
