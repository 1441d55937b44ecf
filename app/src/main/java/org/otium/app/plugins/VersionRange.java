package org.otium.app.plugins;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;

/**
 * The versions of the plugin interface that a plugin was built for, in the notation of Maven and
 * OSGi: {@code [0.1,0.2)} holds 0.1 and everything up to but without 0.2, {@code [0.1,)} has no
 * upper end, {@code [0.1]} holds 0.1 alone. A bare {@code 0.1} is refused, because the two disagree
 * on what it means.
 *
 * @param lower the lower end; empty if there is none
 * @param isLowerIncluded whether the lower end belongs to the range
 * @param upper the upper end; empty if there is none
 * @param isUpperIncluded whether the upper end belongs to the range
 */
public record VersionRange(
    Optional<String> lower,
    boolean isLowerIncluded,
    Optional<String> upper,
    boolean isUpperIncluded) {
  private static final Pattern ENDS =
      Pattern.compile("([\\[(])([^,\\[\\]()]*),([^,\\[\\]()]*)([\\])])");
  private static final Pattern SINGLE = Pattern.compile("\\[([^,\\[\\]()]+)]");

  /** Checks the ends. */
  public VersionRange {
    lower.ifPresent(Version::parse);
    upper.ifPresent(Version::parse);
    if (lower.isPresent() && upper.isPresent()) {
      int order = Version.parse(lower.get()).compareTo(Version.parse(upper.get()));
      if (order > 0 || (order == 0 && !(isLowerIncluded && isUpperIncluded))) {
        throw new InvalidInputException(
            "the version range from " + lower.get() + " to " + upper.get() + " is empty",
            "Write the smaller version first.");
      }
    }
  }

  /**
   * Reads the notation.
   *
   * @param text such as {@code [0.1,0.2)}
   * @return the range
   * @throws InvalidInputException if it cannot be read or holds nothing
   */
  public static VersionRange parse(String text) {
    String stripped = text.strip();
    Matcher single = SINGLE.matcher(stripped);
    if (single.matches()) {
      Optional<String> version = Optional.of(single.group(1).strip());
      return new VersionRange(version, true, version, true);
    }
    Matcher ends = ENDS.matcher(stripped);
    if (!ends.matches()) {
      throw new InvalidInputException(
          "'" + text + "' is not a version range", "Write a range such as [0.1,0.2).");
    }
    Optional<String> lower = Optional.of(ends.group(2).strip()).filter(end -> !end.isEmpty());
    Optional<String> upper = Optional.of(ends.group(3).strip()).filter(end -> !end.isEmpty());
    return new VersionRange(lower, ends.group(1).equals("["), upper, ends.group(4).equals("]"));
  }

  /**
   * Whether the range holds a version.
   *
   * @param version numbers joined by dots
   * @return whether it does
   * @throws InvalidInputException if the version cannot be read
   */
  public boolean contains(String version) {
    Version asked = Version.parse(version);
    int belowBy = lower.map(end -> asked.compareTo(Version.parse(end))).orElse(1);
    int aboveBy = upper.map(end -> asked.compareTo(Version.parse(end))).orElse(-1);
    return (isLowerIncluded ? belowBy >= 0 : belowBy > 0)
        && (isUpperIncluded ? aboveBy <= 0 : aboveBy < 0);
  }

  @Override
  public String toString() {
    if (lower.isPresent() && lower.equals(upper)) {
      return "[" + lower.get() + "]";
    }
    return (isLowerIncluded ? "[" : "(")
        + lower.orElse("")
        + ","
        + upper.orElse("")
        + (isUpperIncluded ? "]" : ")");
  }
}
