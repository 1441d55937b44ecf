package org.otium.app.history;

/** Gathers the largest difference between the numbers of two files. */
final class NumberDifference {
  private double largest;
  private double relative;
  private String where = "";
  private boolean hasOther;
  private String other = "";

  NumberDifference() {}

  void numbers(double a, double b, String at) {
    if (Double.compare(a, b) == 0 || a == b) {
      return;
    }
    if (Double.isNaN(a) || Double.isNaN(b) || Double.isInfinite(a) || Double.isInfinite(b)) {
      other(at + " is " + a + " and " + b);
      return;
    }
    double difference = Math.abs(a - b);
    double share = difference / Math.max(Math.abs(a), Math.abs(b));
    if (difference > largest) {
      largest = difference;
      where = at;
    }
    relative = Math.max(relative, share);
  }

  /** Notes what is no matter of numbers; the first is told. */
  void other(String what) {
    if (!hasOther) {
      hasOther = true;
      other = what;
    }
  }

  FileDifference of(String name) {
    if (hasOther) {
      return new FileDifference(name, FileDifference.Kind.DIFFERENT, largest, relative, other);
    }
    if (largest > 0) {
      return new FileDifference(
          name, FileDifference.Kind.NUMBERS_DIFFER, largest, relative, "most at " + where);
    }
    return new FileDifference(name, FileDifference.Kind.SAME_VALUES, 0, 0, "");
  }
}
