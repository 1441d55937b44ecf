package org.otium.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was probably meant to be. */
public final class NearestName {
  private static final int SHORTEST_PREFIX = 3;

  private NearestName() {}

  /**
   * The candidate with the fewest typing errors: letters inserted, deleted, replaced or swapped
   * with their neighbour. More errors than a third of the letters, or than one in a short name, are
   * no resemblance. Failing that, a candidate that the given name abbreviates, as {@code eps} does
   * {@code epsilon}, or extends.
   *
   * @param given what was written
   * @param candidates what could have been meant
   * @return the nearest, the first of several in the order given; empty if none resembles it
   */
  public static Optional<String> of(String given, Collection<String> candidates) {
    String needle = given.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int errors = typingErrors(needle, candidate.toLowerCase(Locale.ROOT));
      int longest = Math.max(needle.length(), candidate.length());
      boolean resembles = errors <= Math.max(1, longest / 3) && errors < longest;
      if (resembles && errors < fewest) {
        fewest = errors;
        best = candidate;
      }
    }
    if (fewest < Integer.MAX_VALUE) {
      return Optional.of(best);
    }
    if (needle.length() < SHORTEST_PREFIX) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(
            c -> c.startsWith(needle) || (c.length() >= SHORTEST_PREFIX && needle.startsWith(c)))
        .findFirst();
  }

  /** The optimal string alignment distance. */
  static int typingErrors(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        current[j] = swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
      }
      int[] freed = beforeLast;
      beforeLast = last;
      last = current;
      current = freed;
    }
    return last[b.length()];
  }
}
