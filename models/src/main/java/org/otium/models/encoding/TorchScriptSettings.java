package org.otium.models.encoding;

import org.otium.api.InvalidInputException;
import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * Which networks embed samples and bring them back.
 *
 * @param encoder a TorchScript file, as {@code torch.jit.save} writes it; takes
 *     n×channels×height×width and gives n×…
 * @param decoder another one for the way back; empty if there is none
 * @param batch how many samples are embedded at once
 * @param device where to compute
 */
public record TorchScriptSettings(
    @Setting(doc = "A TorchScript file that takes samples, channels first.") String encoder,
    @Setting(doc = "A TorchScript file for the way back; empty for none.", defaultValue = "")
        String decoder,
    @Setting(doc = "How many samples are embedded at once.", defaultValue = "64", min = 1)
        int batch,
    @Setting(doc = "Where to compute: auto, cpu or gpu.", defaultValue = "auto")
        TensorDevice device) {
  /** Checks that there is a file to look for. */
  public TorchScriptSettings {
    if (encoder.isBlank()) {
      throw new InvalidInputException("no encoder", "Name a TorchScript file.");
    }
    if (batch < 1) {
      throw new InvalidInputException(
          "batches of " + batch + " samples", "Embed one sample or more at once.");
    }
  }
}
