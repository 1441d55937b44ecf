package org.otium.app.experiment;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.app.text.Numbers;

/** Networks that see few samples more often than was asked, because they make so many steps. */
public final class FewSteps {
  /** What says how often samples are seen, and how often those of fine-tuning are. */
  public static final String EPOCHS = "epochs";

  /** How often the samples of fine-tuning are seen. */
  public static final String FINE_TUNING = "fine-tune-epochs";

  private FewSteps() {}

  /**
   * What to tell where a network learns longer than its epochs say.
   *
   * @param classifier a classifier with all its settings
   * @param samples how many samples it learns from
   * @param setting which of its settings says how often: {@link #EPOCHS} or {@link #FINE_TUNING}
   * @return the note; empty where there is nothing to tell
   */
  public static Optional<String> note(@Nullable Object classifier, int samples, String setting) {
    if (!(classifier instanceof Map<?, ?> map)
        || !(map.get(setting) instanceof Number asked)
        || !(map.get(fewest(map, setting)) instanceof Number fewest)
        || !(map.get("batch") instanceof Number batch)) {
      return Optional.empty();
    }
    double heldOut = map.get("held-out") instanceof Number share ? share.doubleValue() : 0;
    long seen = Math.max(1, samples - Math.round(heldOut * samples));
    long batches = (seen + batch.intValue() - 1) / batch.intValue();
    long epochs = (fewest.intValue() + batches - 1) / batches;
    return epochs <= asked.longValue()
        ? Optional.empty()
        : Optional.of(
            map.get("name")
                + " sees "
                + Numbers.counted(samples, "sample")
                + " "
                + Numbers.count(epochs)
                + " times, though "
                + setting
                + " is "
                + asked
                + ", because "
                + fewest(map, setting)
                + " is "
                + fewest
                + "; with 1 it sees them "
                + asked
                + " times");
  }

  /** What says how many steps are made at least; those of fine-tuning may have a setting apart. */
  private static String fewest(Map<?, ?> classifier, String setting) {
    return setting.equals(FINE_TUNING) && classifier.get("fewest-fine-tune-steps") instanceof Number
        ? "fewest-fine-tune-steps"
        : "fewest-steps";
  }
}
