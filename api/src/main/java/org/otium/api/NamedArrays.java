package org.otium.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Immutable arrays of doubles by name: what a plugin wants kept between steps and in checkpoints.
 */
public final class NamedArrays {
  private static final NamedArrays EMPTY = new NamedArrays(Map.of());
  private final Map<String, double[]> arrays;

  private NamedArrays(Map<String, double[]> arrays) {
    this.arrays = arrays;
  }

  /**
   * No arrays.
   *
   * @return the empty collection
   */
  public static NamedArrays empty() {
    return EMPTY;
  }

  /**
   * This collection and one array more, or another under the same name.
   *
   * @param name its name
   * @param values its values, copied
   * @return a new collection
   */
  public NamedArrays with(String name, double[] values) {
    Map<String, double[]> copy = new LinkedHashMap<>(arrays);
    copy.put(name, values.clone());
    return new NamedArrays(Collections.unmodifiableMap(copy));
  }

  /**
   * This collection and all of another under a common prefix.
   *
   * @param prefix what to put before each name
   * @param other the arrays to add
   * @return a new collection
   */
  public NamedArrays withAll(String prefix, NamedArrays other) {
    Map<String, double[]> copy = new LinkedHashMap<>(arrays);
    other.arrays.forEach((name, values) -> copy.put(prefix + name, values));
    return new NamedArrays(Collections.unmodifiableMap(copy));
  }

  /**
   * The arrays whose names start with a prefix, without it.
   *
   * @param prefix the prefix
   * @return a new collection
   */
  public NamedArrays under(String prefix) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    arrays.forEach(
        (name, values) -> {
          if (name.startsWith(prefix)) {
            copy.put(name.substring(prefix.length()), values);
          }
        });
    return new NamedArrays(Collections.unmodifiableMap(copy));
  }

  /**
   * One array.
   *
   * @param name its name
   * @return a copy of its values, or nothing
   */
  public Optional<double[]> get(String name) {
    double[] values = arrays.get(name);
    return values == null ? Optional.empty() : Optional.of(values.clone());
  }

  /**
   * The names.
   *
   * @return in the order they were added
   */
  public Iterable<String> names() {
    return arrays.keySet();
  }
}
