package org.otium.app.experiment.distill;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DatasetLibrary;

/**
 * A dataset and the set that it is tested with. Where there is no dataset {@code mnist}, but {@code
 * mnist-train} and {@code mnist-test} are found, these two are meant by it.
 *
 * @param train text or a tree with a {@code name}
 * @param test the same; empty if none was given
 */
public record TrainTest(Object train, Optional<Object> test) {
  /**
   * What is meant by two references.
   *
   * @param library where datasets are found
   * @param train text or a tree with a {@code name}
   * @param test the same; empty text for none
   * @return both, by names that can be read
   */
  public static TrainTest of(DatasetLibrary library, Object train, Object test) {
    Optional<Object> given = test.equals("") ? Optional.empty() : Optional.of(test);
    if (train instanceof String name && !name.isBlank() && !exists(library, name)) {
      Object split = name + "-train";
      if (exists(library, split)) {
        Optional<Object> other =
            Optional.<Object>of(name + "-test").filter(t -> exists(library, t));
        return new TrainTest(split, given.or(() -> other));
      }
    }
    return new TrainTest(train, given);
  }

  private static boolean exists(DatasetLibrary library, Object reference) {
    try {
      library.check(reference);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
