package org.otium.data.parquet;

import java.util.List;
import java.util.Optional;
import org.otium.data.images.ImageFolderSettings;
import org.otium.data.images.ImageSize;
import org.otium.data.io.Unlabelled;
import org.otium.settings.Setting;

/**
 * How Parquet files are read and written.
 *
 * @param label the column of the labels; {@code none} for data that have no labels
 * @param features the columns of the features
 * @param ignore columns to leave out
 * @param weight the column of the weights
 * @param split which files of a folder are read
 * @param size the size to bring pictures to
 * @param fit how a picture of another aspect is brought to that size
 * @param channels gray or colour
 * @param background what shows through transparent pixels
 * @param maxMegapixels how large one picture may be
 * @param damaged what becomes of files of a folder that are damaged
 * @param layout how features are written
 * @param compress whether written files are packed
 */
public record ParquetSettings(
    @Setting(
            doc =
                "Column of the labels; the one that is declared as labels, or called label, labels,"
                    + " class, target, y or fine_label if not given; none for data without labels.",
            defaultValue = "")
        Optional<String> label,
    @Setting(
            doc =
                "Columns of the features: one of lists or pictures, or several of numbers; found"
                    + " out if not given.",
            defaultValue = "[]")
        List<String> features,
    @Setting(doc = "Columns to leave out.", defaultValue = "[]") List<String> ignore,
    @Setting(doc = "Column of the weights of the samples; none if not given.", defaultValue = "")
        Optional<String> weight,
    @Setting(
            doc =
                "Which files of a folder: a split (train, test), a configuration and a split"
                    + " (plain_text/train), or a pattern for file names (train-*.parquet).",
            defaultValue = "")
        Optional<String> split,
    @Setting(
            doc =
                "Size to bring pictures to (32, or height and width as 24x32); needed where they"
                    + " differ.",
            defaultValue = "")
        Optional<ImageSize> size,
    @Setting(
            doc = "Pictures of another aspect than 'size': crop their middle, or stretch them.",
            defaultValue = "crop")
        ImageFolderSettings.Fit fit,
    @Setting(
            doc = "Pictures as gray, rgb, or auto: gray if every picture is.",
            defaultValue = "auto")
        ImageFolderSettings.Channels channels,
    @Setting(doc = "What shows through transparent pixels.", defaultValue = "white")
        ImageFolderSettings.Background background,
    @Setting(
            doc = "Pictures that declare more megapixels are refused before they are decoded.",
            defaultValue = "40",
            min = 1,
            max = 500)
        int maxMegapixels,
    @Setting(
            doc =
                "Files of a folder that are damaged: refuse them, or leave them out with their samples"
                    + " and say which.",
            defaultValue = "refuse")
        Damaged damaged,
    @Setting(
            doc =
                "How features are written: one column of vectors (without loss), one column a"
                    + " feature, or PNG images as Hugging Face has them.",
            defaultValue = "vectors")
        Layout layout,
    @Setting(doc = "Whether written files are packed with gzip.", defaultValue = "true")
        boolean compress) {
  /** What becomes of damaged files. */
  public enum Damaged {
    /** Nothing is read. */
    REFUSE,
    /** The others are read. */
    LEAVE_OUT
  }

  /** How features are written. */
  public enum Layout {
    /** One column {@code features} of lists of floats. */
    VECTORS,
    /** One column of floats a feature: {@code f0}, {@code f1}, … */
    COLUMNS,
    /** One column {@code image} of PNG files, 8 bits a channel. */
    IMAGES
  }

  /** Copies the lists. */
  public ParquetSettings {
    features = List.copyOf(features);
    ignore = List.copyOf(ignore);
  }

  /** Whether data are read without labels. */
  boolean unlabelled() {
    return label.filter(Unlabelled.NONE::equals).isPresent();
  }

  /** How pictures are decoded. */
  ImageFolderSettings pictures() {
    return new ImageFolderSettings(
        size, fit, channels, background, maxMegapixels, ImageFolderSettings.FolderLabels.FOLDERS);
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static ParquetSettings defaults() {
    ImageFolderSettings pictures = ImageFolderSettings.defaults();
    return new ParquetSettings(
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        pictures.size(),
        pictures.fit(),
        pictures.channels(),
        pictures.background(),
        pictures.maxMegapixels(),
        Damaged.REFUSE,
        Layout.VECTORS,
        true);
  }

  /**
   * The same with another column of labels.
   *
   * @param newLabel its name, or {@code none}
   * @return new settings
   */
  public ParquetSettings withLabel(String newLabel) {
    return new ParquetSettings(
        Optional.of(newLabel),
        features,
        ignore,
        weight,
        split,
        size,
        fit,
        channels,
        background,
        maxMegapixels,
        damaged,
        layout,
        compress);
  }

  /**
   * The same for another split.
   *
   * @param newSplit a split or a pattern for file names
   * @return new settings
   */
  public ParquetSettings withSplit(String newSplit) {
    return new ParquetSettings(
        label,
        features,
        ignore,
        weight,
        Optional.of(newSplit),
        size,
        fit,
        channels,
        background,
        maxMegapixels,
        damaged,
        layout,
        compress);
  }

  /**
   * The same with pictures brought to a size.
   *
   * @param newSize the size
   * @return new settings
   */
  public ParquetSettings withSize(ImageSize newSize) {
    return new ParquetSettings(
        label,
        features,
        ignore,
        weight,
        split,
        Optional.of(newSize),
        fit,
        channels,
        background,
        maxMegapixels,
        damaged,
        layout,
        compress);
  }

  /**
   * The same with damaged files left out or refused.
   *
   * @param newDamaged what becomes of them
   * @return new settings
   */
  public ParquetSettings withDamaged(Damaged newDamaged) {
    return new ParquetSettings(
        label,
        features,
        ignore,
        weight,
        split,
        size,
        fit,
        channels,
        background,
        maxMegapixels,
        newDamaged,
        layout,
        compress);
  }

  /**
   * The same with another layout of written files.
   *
   * @param newLayout how features are written
   * @return new settings
   */
  public ParquetSettings withLayout(Layout newLayout) {
    return new ParquetSettings(
        label,
        features,
        ignore,
        weight,
        split,
        size,
        fit,
        channels,
        background,
        maxMegapixels,
        damaged,
        newLayout,
        compress);
  }

  /**
   * The same with packed files or not.
   *
   * @param newCompress whether written files are packed
   * @return new settings
   */
  public ParquetSettings withCompress(boolean newCompress) {
    return new ParquetSettings(
        label,
        features,
        ignore,
        weight,
        split,
        size,
        fit,
        channels,
        background,
        maxMegapixels,
        damaged,
        layout,
        newCompress);
  }
}
