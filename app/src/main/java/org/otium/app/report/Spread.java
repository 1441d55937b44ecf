package org.otium.app.report;

import java.util.List;
import java.util.stream.IntStream;

/** Some of many, evenly spread. */
public final class Spread {
  private Spread() {}

  /**
   * At most so many of a list, the first and the last among them.
   *
   * @param <T> what is listed
   * @param all the list
   * @param most how many may remain, at least two
   * @return the list itself where it is short enough
   */
  public static <T> List<T> over(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> all.get((int) Math.round((double) i * (all.size() - 1) / (most - 1))))
        .toList();
  }
}
