package org.otium.app.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What all pictures share: paper, inks and type. */
final class Ink {
  static final Color PAPER = Color.WHITE;
  static final Color TEXT = new Color(0x24292f);
  static final Color QUIET = new Color(0x6b7580);
  static final Color RULE = new Color(0xe4e7eb);
  static final Color CURVE = new Color(0x2a6fc4);
  static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

  private Ink() {}

  static Graphics2D on(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.setFont(CAPTION);
    g.setStroke(new BasicStroke(1));
    return g;
  }

  static BufferedImage paper(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(PAPER);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  /** The width of a text, found without a picture to draw on. */
  static int width(String text, Font font) {
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = on(scratch);
    int width = g.getFontMetrics(font).stringWidth(text);
    g.dispose();
    return width;
  }

  /** A text cut to a width, with an ellipsis where something is missing. */
  static String fitted(String text, Font font, int width) {
    if (width(text, font) <= width) {
      return text;
    }
    int end = text.codePointCount(0, text.length());
    String cut = "…";
    while (end > 0) {
      end--;
      cut = text.substring(0, text.offsetByCodePoints(0, end)) + "…";
      if (width(cut, font) <= width) {
        break;
      }
    }
    return cut;
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
