package org.otium.app.experiment.parts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.otium.api.InvalidInputException;

/** What is wrong with several files or datasets, told at once. */
final class Faults {
  private static final int MOST = 20;
  private final List<String> whats = new ArrayList<>();
  private final Set<String> remedies = new LinkedHashSet<>();

  void add(InvalidInputException e) {
    add(e.what(), e.remedy());
  }

  void add(String what, String remedy) {
    whats.add(what);
    remedies.add(remedy);
  }

  /**
   * Does nothing if nothing is wrong.
   *
   * @throws InvalidInputException that names everything
   */
  void tell() {
    if (whats.isEmpty()) {
      return;
    }
    String remedy = String.join(" ", remedies);
    if (whats.size() == 1) {
      throw new InvalidInputException(whats.getFirst(), remedy);
    }
    List<String> told = new ArrayList<>(whats.subList(0, Math.min(MOST, whats.size())));
    if (whats.size() > MOST) {
      told.add("and " + (whats.size() - MOST) + " more");
    }
    throw new InvalidInputException(
        "files cannot be used:\n  " + String.join("\n  ", told), remedy);
  }
}
