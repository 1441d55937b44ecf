package org.otium.learners.encoding;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How many principal components make an embedding.
 *
 * @param components number of embedded features
 * @param whiten whether each is divided by its standard deviation
 */
public record PrincipalComponentsSettings(
    @Setting(doc = "How many components to keep.", defaultValue = "50", min = 1) int components,
    @Setting(
            doc = "Divide each component by its standard deviation over the samples learned from.",
            defaultValue = "false")
        boolean whiten) {
  /** Checks the number of components. */
  public PrincipalComponentsSettings {
    if (components < 1) {
      throw new InvalidInputException(components + " components", "Keep at least one.");
    }
  }
}
