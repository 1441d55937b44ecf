package org.otium.app.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;

/**
 * A version of the plugin interface: numbers joined by dots, compared number by number; {@code 0.1}
 * and {@code 0.1.0} are equal.
 *
 * @param numbers at least one, trailing zeros removed
 */
record Version(List<Integer> numbers) implements Comparable<Version> {
  private static final Pattern GRAMMAR = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");

  Version {
    int length = numbers.size();
    while (length > 1 && numbers.get(length - 1) == 0) {
      length--;
    }
    numbers = List.copyOf(numbers.subList(0, length));
  }

  static Version parse(String text) {
    String stripped = text.strip();
    if (!GRAMMAR.matcher(stripped).matches()) {
      throw new InvalidInputException(
          "'" + text + "' is not a version", "Write numbers joined by dots, such as 0.1.");
    }
    return new Version(Arrays.stream(stripped.split("\\.")).map(Integer::valueOf).toList());
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Integer.compare(at(i), other.at(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int at(int position) {
    return position < numbers.size() ? numbers.get(position) : 0;
  }

  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
