package org.otium.app.experiment;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.app.text.Numbers;

/** Classifiers that ask more neighbours than a class of the training samples has. */
public final class FewNeighbours {
  private static final String K_NEAREST = "k-nn";

  private FewNeighbours() {}

  /**
   * What to tell where most neighbours of any sample are of other classes than its own.
   *
   * @param classifier a classifier with all its settings
   * @param perClass how many samples a class has, at least one
   * @return the warning; empty where there is nothing to tell
   */
  public static Optional<String> warning(@Nullable Object classifier, int perClass) {
    boolean asks =
        classifier instanceof Map<?, ?> map && K_NEAREST.equals(String.valueOf(map.get("name")));
    Object k = asks && classifier instanceof Map<?, ?> map ? map.get("k") : null;
    return k != null && Integer.parseInt(String.valueOf(k)) > perClass
        ? Optional.of(
            "k-nn asks "
                + k
                + " neighbours where classes have "
                + Numbers.counted(perClass, "sample")
                + ", so that others outvote them: set its k to "
                + perClass
                + " or less")
        : Optional.empty();
  }
}
