package org.otium.settings;

/**
 * One thing that is wrong with settings that a user gave.
 *
 * @param path where, as written in the settings: {@code functional.solver.epsilon}, {@code
 *     flows[2].steps}
 * @param message what is wrong, without the path
 * @param given what was written, its beginning if that is long; empty if nothing was
 * @param allowed what may be written; empty if that cannot be said shortly
 * @param suggestion what was probably meant; empty if nothing resembles it
 */
public record Problem(
    String path, String message, String given, String allowed, String suggestion) {
  private static final int LONGEST_VALUE = 80;
  private static final int LONGEST_PATH = 300;
  private static final int LONGEST_MESSAGE = 1000;

  /** Cuts what was written, and what the message quotes of it, to what can be read at a glance. */
  public Problem {
    String shown = abridged(given, LONGEST_VALUE);
    message = shown.equals(given) ? message : message.replace(given, shown);
    message = abridged(message, LONGEST_MESSAGE);
    given = shown;
  }

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
    return path.isEmpty() ? message : abridged(path, LONGEST_PATH) + ": " + message;
  }

  private static String abridged(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
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
