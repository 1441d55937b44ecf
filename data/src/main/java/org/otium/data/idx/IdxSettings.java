package org.otium.data.idx;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.data.io.Unlabelled;
import org.otium.settings.Setting;

/**
 * How IDX files are read and written.
 *
 * @param labels the file of the labels, for images whose name does not say; {@code none} for images
 *     that have no labels
 * @param classes a JSON file of class names
 * @param element how features are written
 */
public record IdxSettings(
    @Setting(
            doc =
                "File of the labels, relative to the images; found by its name if not given; none"
                    + " for images without labels.",
            defaultValue = "")
        Optional<String> labels,
    @Setting(
            doc =
                "JSON file of class names, relative to the images; <dataset>-classes.json or"
                    + " classes.json beside them if not given.",
            defaultValue = "")
        Optional<String> classes,
    @Setting(
            doc = "Element type of written features: auto takes ubyte for images with a range.",
            defaultValue = "auto")
        Element element) {
  /** How features are written. */
  public enum Element {
    /** {@code UBYTE} for images with a range, {@code FLOAT} for everything else. */
    AUTO,
    /** Bytes: the range of the shape mapped to 0 … 255, rounded and clamped. */
    UBYTE,
    /** 32-bit floats, as they are. */
    FLOAT
  }

  /** Checks that classes are named only where there are labels. */
  public IdxSettings {
    if (labels.filter(Unlabelled.NONE::equals).isPresent() && classes.isPresent()) {
      throw new InvalidInputException(
          "'labels: none' and class names in " + classes.get(),
          "Leave out 'classes': without labels there is one class, unlabelled.");
    }
  }

  /** Whether images are read without labels. */
  boolean unlabelled() {
    return labels.filter(Unlabelled.NONE::equals).isPresent();
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static IdxSettings defaults() {
    return new IdxSettings(Optional.empty(), Optional.empty(), Element.AUTO);
  }
}
