package org.otium.data.images;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;

/**
 * The size of a picture.
 *
 * @param height rows of pixels, 1 to 8192
 * @param width pixels a row, 1 to 8192
 */
public record ImageSize(int height, int width) {
  private static final int LARGEST = 8192;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:\\s*[x×]\\s*(\\d{1,5}))?");

  /** Checks the numbers. */
  public ImageSize {
    if (height < 1 || width < 1 || height > LARGEST || width > LARGEST) {
      throw new InvalidInputException(
          "an image size of " + height + "×" + width, "Height and width are 1 to " + LARGEST + ".");
    }
  }

  /**
   * Reads a size: {@code 32}, or height and width {@code 24x32}.
   *
   * @param text the size
   * @return the size
   * @throws InvalidInputException if it is none
   */
  public static ImageSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "'" + text + "' is no image size", "Write 32, or height and width as 24x32.");
    }
    int height = Integer.parseInt(matcher.group(1));
    String width = matcher.group(2);
    return new ImageSize(height, width == null ? height : Integer.parseInt(width));
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
