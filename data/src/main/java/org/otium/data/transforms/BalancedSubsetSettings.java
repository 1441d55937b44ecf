package org.otium.data.transforms;

import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * How many samples to draw.
 *
 * @param samples how many
 * @param count of what
 */
public record BalancedSubsetSettings(
    @Setting(doc = "How many samples to draw.", min = 1) int samples,
    @Setting(
            doc = "Whether that is their total, shared equally by the classes, or each class's.",
            defaultValue = "total")
        Count count) {
  /** What the number of samples counts. */
  public enum Count {
    /** All samples; classes that are too small give all they have and others make up for them. */
    TOTAL,
    /** The samples of each class ("k-shot"); classes that are too small give all they have. */
    PER_CLASS
  }

  /** Checks the number. */
  public BalancedSubsetSettings {
    Require.between("samples", samples, 1, Integer.MAX_VALUE);
  }
}
