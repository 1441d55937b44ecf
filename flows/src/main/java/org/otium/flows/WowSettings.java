package org.otium.flows;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Optimizer;
import org.otium.settings.Setting;

/**
 * WoW dynamics.
 *
 * @param optimizer turns gradients into steps
 * @param clamp whether features are kept in the range that the dataset's shape gives
 * @param batch how many samples of each class move in a step; 0 for all
 * @param relabelEvery after how many steps classes take the ids of the target classes that they are
 *     assigned to; 0 for never
 * @param target whose classes these are; not needed where classes are not relabelled
 * @param labelDistance what the assignment makes small
 */
public record WowSettings(
    @Setting(
            doc = "Turns gradients into steps: momentum for the heavy ball of WoW, sgd, adam.",
            defaultValue = "momentum")
        Optimizer optimizer,
    @Setting(
            doc = "Keep features in their dataset's range, for images [0, 1], after every step.",
            defaultValue = "false")
        boolean clamp,
    @Setting(
            doc = "How many samples of each class a step sees, drawn anew each step; 0 for all.",
            defaultValue = "0",
            min = 0)
        int batch,
    @Setting(
            doc =
                "After how many steps classes take the ids of the target classes assigned to them; 0 for never.",
            defaultValue = "0",
            min = 0)
        int relabelEvery,
    @Setting(
            doc = "The dataset whose classes are assigned; only where relabel-every is not 0.",
            defaultValue = "target")
        Optional<LabeledDataset> target,
    @Setting(
            doc = "The distance between classes whose sum the assignment makes least.",
            defaultValue = "sliced")
        LabelDistance labelDistance) {
  /** Checks that there are classes to assign. */
  public WowSettings {
    if (relabelEvery > 0 && target.isEmpty()) {
      throw new InvalidInputException(
          "classes are to take the ids of target classes, but there is no target",
          "Give the setting target, or set relabel-every to 0.");
    }
  }
}
