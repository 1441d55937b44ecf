package org.otium.settings;

import java.util.Optional;
import org.otium.spi.Kind;

/**
 * One component of a settings record, as users see it.
 *
 * @param key its name in kebab-case
 * @param type what it holds
 * @param doc what it does, one line
 * @param defaultValue its default as a user would write it; empty if it must be given
 * @param min the smallest number allowed
 * @param max the largest number allowed
 * @param exclusiveMin whether {@code min} itself is excluded
 */
public record Parameter(
    String key,
    ValueType type,
    String doc,
    Optional<String> defaultValue,
    double min,
    double max,
    boolean exclusiveMin) {
  /**
   * Whether it must be given.
   *
   * @return true if it has no default
   */
  public boolean isRequired() {
    return defaultValue.isEmpty();
  }

  /**
   * The numbers allowed.
   *
   * @return a few words such as {@code at least 0}; empty if every number is
   */
  public String range() {
    boolean below = min > Double.NEGATIVE_INFINITY;
    boolean above = max < Double.POSITIVE_INFINITY;
    String lower = (exclusiveMin ? "more than " : "at least ") + plain(min);
    String upper = "at most " + plain(max);
    if (below && above) {
      return lower + " and " + upper;
    }
    return below ? lower : above ? upper : "";
  }

  /**
   * What may be written.
   *
   * @return the type and the range in words
   */
  public String allowed() {
    String range = range();
    if (range.isEmpty()) {
      return type.words();
    }
    return type instanceof ValueType.OptionalOf(ValueType element)
        ? element.words() + " " + range + ", may be empty"
        : type.words() + " " + range;
  }

  boolean contains(double number) {
    return (exclusiveMin ? number > min : number >= min) && number <= max;
  }

  /**
   * The kind of plugin that is written here, alone or in a list.
   *
   * @return the kind; empty if no plugin is
   */
  public Optional<Kind> pluginKind() {
    return kindIn(type);
  }

  private static Optional<Kind> kindIn(ValueType type) {
    return switch (type) {
      case ValueType.Plugin plugin -> Optional.of(plugin.kind());
      case ValueType.OptionalOf optional -> kindIn(optional.element());
      case ValueType.ListOf list -> kindIn(list.element());
      default -> Optional.empty();
    };
  }

  private static String plain(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}
