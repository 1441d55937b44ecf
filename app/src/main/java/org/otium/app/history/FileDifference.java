package org.otium.app.history;

/**
 * How a file of a repeated run differs from that of the first.
 *
 * @param name its path within the folder
 * @param kind how alike they are
 * @param largest the largest difference between two numbers of the two, 0 if none differ
 * @param relative the same over the larger of the magnitudes of the two
 * @param note what differs, in words; empty if nothing does
 */
public record FileDifference(String name, Kind kind, double largest, double relative, String note) {
  /** How alike two files are. */
  public enum Kind {
    /** The same bytes. */
    IDENTICAL,
    /** The same values but for measured times. */
    SAME_VALUES,
    /** The same names and shapes, other numbers. */
    NUMBERS_DIFFER,
    /** Something else. */
    DIFFERENT,
    /** Only the first run has it. */
    MISSING,
    /** Only the repetition has it. */
    NEW
  }

  static FileDifference identical(String name) {
    return new FileDifference(name, Kind.IDENTICAL, 0, 0, "");
  }

  static FileDifference other(String name, Kind kind, String note) {
    return new FileDifference(name, kind, 0, 0, note);
  }

  /**
   * Whether the file says the same within a tolerance.
   *
   * @param tolerance the largest relative difference between numbers
   * @return true if nothing but times and such differences differ
   */
  public boolean isSame(double tolerance) {
    return switch (kind) {
      case IDENTICAL, SAME_VALUES -> true;
      case NUMBERS_DIFFER -> relative <= tolerance;
      case DIFFERENT, MISSING, NEW -> false;
    };
  }
}
