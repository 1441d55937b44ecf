package org.otium.data.images;

import java.util.Optional;
import org.otium.settings.Setting;

/**
 * How folders of pictures are read.
 *
 * @param size the size to bring them to
 * @param fit how a picture of another aspect is brought to that size
 * @param channels gray or colour
 * @param background what shows through transparent pixels
 * @param maxMegapixels how large one picture may be
 * @param labels whether folders are classes
 */
public record ImageFolderSettings(
    @Setting(
            doc =
                "Size to bring the pictures to (32, or height and width as 24x32); needed where"
                    + " they differ.",
            defaultValue = "")
        Optional<ImageSize> size,
    @Setting(
            doc = "Pictures of another aspect than 'size': crop their middle, or stretch them.",
            defaultValue = "crop")
        Fit fit,
    @Setting(doc = "gray, rgb, or auto: gray if every picture is.", defaultValue = "auto")
        Channels channels,
    @Setting(doc = "What shows through transparent pixels.", defaultValue = "white")
        Background background,
    @Setting(
            doc = "Pictures that declare more megapixels are refused before they are decoded.",
            defaultValue = "40",
            min = 1,
            max = 500)
        int maxMegapixels,
    @Setting(
            doc =
                "folders: each folder is a class; metadata: metadata.csv says which file_name has"
                    + " which label; none: pictures have no labels, and lie in the folder itself or"
                    + " in folders there.",
            defaultValue = "folders")
        FolderLabels labels) {
  /** Where the labels of pictures are. */
  public enum FolderLabels {
    /** Each folder is a class. */
    FOLDERS,
    /** {@code metadata.csv} says which {@code file_name} has which {@code label}. */
    METADATA,
    /** There are none: all pictures are one class. */
    NONE
  }

  /** How a picture of another aspect is brought to a size. */
  public enum Fit {
    /** Its middle part of the right aspect is taken. */
    CROP,
    /** It is stretched. */
    STRETCH
  }

  /** Gray or colour. */
  public enum Channels {
    /** Gray if every picture is, else colour. */
    AUTO,
    /** One channel; colours become their luminance. */
    GRAY,
    /** Three channels. */
    RGB
  }

  /** What shows through transparent pixels. */
  public enum Background {
    /** White. */
    WHITE,
    /** Black. */
    BLACK
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static ImageFolderSettings defaults() {
    return new ImageFolderSettings(
        Optional.empty(), Fit.CROP, Channels.AUTO, Background.WHITE, 40, FolderLabels.FOLDERS);
  }

  /**
   * The same at another size.
   *
   * @param newSize the size to bring the pictures to
   * @return new settings
   */
  public ImageFolderSettings withSize(ImageSize newSize) {
    return new ImageFolderSettings(
        Optional.of(newSize), fit, channels, background, maxMegapixels, labels);
  }

  /**
   * The same in gray or colour.
   *
   * @param newChannels gray or colour
   * @return new settings
   */
  public ImageFolderSettings withChannels(Channels newChannels) {
    return new ImageFolderSettings(size, fit, newChannels, background, maxMegapixels, labels);
  }

  /**
   * The same for pictures with or without labels.
   *
   * @param newLabels whether folders are classes
   * @return new settings
   */
  public ImageFolderSettings withLabels(FolderLabels newLabels) {
    return new ImageFolderSettings(size, fit, channels, background, maxMegapixels, newLabels);
  }
}
