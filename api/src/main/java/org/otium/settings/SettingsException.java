package org.otium.settings;

import java.util.List;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;

/** Settings cannot be used; carries every problem that was found in them. */
public final class SettingsException extends InvalidInputException {
  private static final long serialVersionUID = 1L;

  /** What was found, at least one. */
  @SuppressWarnings(
      "serial") // an unmodifiable list of records; exceptions here are not sent over a wire
  private final List<Problem> problems;

  /**
   * Makes an error.
   *
   * @param problems what was found, at least one
   */
  public SettingsException(List<Problem> problems) {
    super(what(problems), remedy(problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * What was found.
   *
   * @return at least one problem, in the order of the settings
   */
  public List<Problem> problems() {
    return problems;
  }

  private static String what(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an error without a problem");
    }
    if (problems.size() == 1) {
      return problems.getFirst().described();
    }
    return problems.stream()
        .map(p -> "\n  " + p)
        .collect(Collectors.joining("", problems.size() + " problems in the settings:", ""));
  }

  private static String remedy(List<Problem> problems) {
    if (problems.size() > 1) {
      return "Correct them all; nothing was computed.";
    }
    String remedy = problems.getFirst().remedy();
    return remedy.isEmpty()
        ? "Correct it; nothing was computed."
        : Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1);
  }
}
