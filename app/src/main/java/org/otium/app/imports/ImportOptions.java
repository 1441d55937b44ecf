package org.otium.app.imports;

import java.util.Locale;
import java.util.Optional;
import org.otium.data.images.ImageSize;

/**
 * What the user says about a published dataset.
 *
 * @param name what to call it; from its folder if not said
 * @param label its column of labels; {@code fine} or {@code coarse} for CIFAR-100; {@code none} to
 *     read it without labels
 * @param size the size to bring pictures to
 */
public record ImportOptions(
    Optional<String> name, Optional<String> label, Optional<ImageSize> size) {
  /**
   * Nothing said.
   *
   * @return no options
   */
  public static ImportOptions none() {
    return new ImportOptions(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The name of a dataset that is called so by its publisher, fit for a file name. */
  String nameOr(String published) {
    String plain = name.orElse(published).replaceAll("[^A-Za-z0-9_-]+", "-");
    String bare = plain.replaceAll("^-+|-+$", "");
    return bare.isEmpty() ? "dataset" : name.isPresent() ? bare : bare.toLowerCase(Locale.ROOT);
  }
}
