package org.otium.settings;

/**
 * One thing that is wrong with settings that a user gave.
 *
 * @param path where, as written in the settings: {@code functional.solver.epsilon}, {@code
 *     flows[2].steps}
 * @param message what is wrong, without the path
 * @param given what was written; empty if nothing was
 * @param allowed what may be written; empty if that cannot be said shortly
 * @param suggestion what was probably meant; empty if nothing resembles it
 */
public record Problem(
    String path, String message, String given, String allowed, String suggestion) {
  /**
   * The whole problem.
   *
   * @return one line
   */
  @Override
  public String toString() {
    String remedy = remedy();
    return described() + (remedy.isEmpty() ? "" : " — " + remedy);
  }

  /** Where and what. */
  String described() {
    return path.isEmpty() ? message : path + ": " + message;
  }

  /** What to write instead, or nothing. */
  String remedy() {
    if (suggestion.isEmpty()) {
      return allowed.isEmpty() ? "" : "allowed: " + allowed;
    }
    String meant = "did you mean '" + suggestion + "'?";
    return allowed.isEmpty() ? meant : meant + " Allowed: " + allowed;
  }
}
