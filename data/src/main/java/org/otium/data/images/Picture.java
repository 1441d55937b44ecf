package org.otium.data.images;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.data.Resampling;

/** Looks at and decodes one picture. */
final class Picture {
  private static final int MILLION = 1_000_000;

  private Picture() {}

  /** What a file says before it is decoded. */
  record Outline(int height, int width, boolean gray) {}

  @FunctionalInterface
  private interface Use<T> {
    T apply(ImageReader reader) throws IOException;
  }

  static Outline outline(Pictures.Source file, int maxMegapixels) throws IOException {
    return with(
        file,
        reader -> {
          int width = reader.getWidth(0);
          int height = reader.getHeight(0);
          if (width < 1 || height < 1) {
            throw unreadable(file, null);
          }
          if ((long) width * height > (long) maxMegapixels * MILLION) {
            throw new InvalidInputException(
                file.name()
                    + " declares "
                    + height
                    + "×"
                    + width
                    + " pixels, more than "
                    + maxMegapixels
                    + " megapixels",
                "Remove it, or raise the setting 'max-megapixels'.");
          }
          ImageTypeSpecifier raw = reader.getRawImageType(0);
          boolean gray =
              raw != null && raw.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
          return new Outline(height, width, gray || isGrayPalette(raw));
        });
  }

  private static boolean isGrayPalette(@Nullable ImageTypeSpecifier raw) {
    if (raw == null || !(raw.getColorModel() instanceof IndexColorModel palette)) {
      return false;
    }
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /** Red, green and blue (or gray alone) of a part of a picture, in [0, 1], channels last. */
  static float[] decode(
      Pictures.Source file,
      int top,
      int left,
      int height,
      int width,
      int channels,
      float background)
      throws IOException {
    BufferedImage image = with(file, reader -> reader.read(0));
    if (top + height > image.getHeight() || left + width > image.getWidth()) {
      throw unreadable(file, null);
    }
    ColorModel model = image.getColorModel();
    boolean grayRaster =
        model instanceof ComponentColorModel
            && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    float[] out = new float[height * width * channels];
    int[] argb = new int[width];
    float[] pixel = new float[3];
    for (int y = 0; y < height; y++) {
      if (!grayRaster) {
        image.getRGB(left, top + y, width, 1, argb, 0, width);
      }
      for (int x = 0; x < width; x++) {
        if (grayRaster) {
          gray(image.getRaster(), model, left + x, top + y, background, pixel);
        } else {
          colour(argb[x], background, pixel);
        }
        int at = (y * width + x) * channels;
        if (channels == 1) {
          out[at] = grayRaster ? pixel[0] : Resampling.luminance(pixel[0], pixel[1], pixel[2]);
        } else {
          System.arraycopy(pixel, 0, out, at, 3);
        }
      }
    }
    return out;
  }

  /**
   * Reads the raster itself: Java takes gray pixels for linear light and would brighten them on
   * their way to RGB.
   */
  private static void gray(
      Raster raster, ColorModel model, int x, int y, float background, float[] out) {
    float value = raster.getSample(x, y, 0) / (float) ((1 << model.getComponentSize(0)) - 1);
    if (model.hasAlpha()) {
      float alpha = raster.getSample(x, y, 1) / (float) ((1 << model.getComponentSize(1)) - 1);
      value = alpha * value + (1 - alpha) * background;
    }
    out[0] = value;
    out[1] = value;
    out[2] = value;
  }

  private static void colour(int argb, float background, float[] out) {
    float alpha = (argb >>> 24) / 255f;
    for (int c = 0; c < 3; c++) {
      float value = ((argb >> (16 - 8 * c)) & 0xff) / 255f;
      out[c] = alpha == 1 ? value : alpha * value + (1 - alpha) * background;
    }
  }

  private static <T> T with(Pictures.Source file, Use<T> use) throws IOException {
    try (InputStream in = new BufferedInputStream(file.content().open());
        ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw unreadable(file, null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return use.apply(reader);
      } finally {
        reader.dispose();
      }
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders meet damaged files with unchecked exceptions of many kinds.
      throw unreadable(file, e);
    }
  }

  private static InvalidInputException unreadable(Pictures.Source file, @Nullable Exception cause) {
    String what = file.name() + " is no readable PNG, JPEG, GIF or BMP picture";
    String remedy = "Remove it or convert it.";
    return cause == null
        ? new InvalidInputException(what, remedy)
        : new InvalidInputException(what, remedy, cause);
  }
}
