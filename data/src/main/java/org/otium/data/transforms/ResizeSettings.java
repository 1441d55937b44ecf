package org.otium.data.transforms;

import java.util.Optional;
import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * The size to bring images to.
 *
 * @param height rows of pixels
 * @param width pixels a row
 * @param channels 1 for gray, 3 for RGB; as they are if empty
 */
public record ResizeSettings(
    @Setting(doc = "Rows of pixels.", defaultValue = "28", min = 2, max = 10_000) int height,
    @Setting(doc = "Pixels a row.", defaultValue = "28", min = 2, max = 10_000) int width,
    @Setting(
            doc = "1 for gray, 3 for RGB; the channels that the images have if empty.",
            defaultValue = "",
            min = 1,
            max = 3)
        Optional<Integer> channels) {
  /** Checks the numbers. */
  public ResizeSettings {
    Require.between("height", height, 2, 10_000);
    Require.between("width", width, 2, 10_000);
    channels.ifPresent(count -> Require.between("channels", count, 1, 3));
  }
}
