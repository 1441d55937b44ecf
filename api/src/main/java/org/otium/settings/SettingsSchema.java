package org.otium.settings;

import java.util.List;
import java.util.Optional;
import org.otium.api.OtiumException;

/**
 * What a settings record says about itself: its parameters in their order.
 *
 * @param type the record
 * @param parameters its components as users see them; those that cannot be described are left out
 * @param problems what is wrong with the record, one line each, for its author; empty for a good
 *     one
 */
public record SettingsSchema(
    Class<? extends Record> type, List<Parameter> parameters, List<String> problems) {
  private static final ClassValue<SettingsSchema> READ =
      new ClassValue<>() {
        @Override
        protected SettingsSchema computeValue(Class<?> type) {
          return new SchemaReader().read(type.asSubclass(Record.class));
        }
      };

  /** Copies the lists. */
  public SettingsSchema {
    parameters = List.copyOf(parameters);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a record. A record is defective if it or its package is not accessible, a component lacks
   * {@link Setting} or its doc, is called {@code name} (which is how plugins are chosen), has a
   * type that settings cannot have, has a range that does not fit its type, or has a default that
   * does not fit type and range.
   *
   * @param type a settings record
   * @return its parameters, and its defects
   */
  public static SettingsSchema of(Class<? extends Record> type) {
    return READ.get(type);
  }

  /**
   * The parameter of a key.
   *
   * @param key in kebab-case
   * @return the parameter; empty if there is none
   */
  public Optional<Parameter> parameter(String key) {
    return parameters.stream().filter(p -> p.key().equals(key)).findFirst();
  }

  /**
   * The keys.
   *
   * @return one a parameter, in their order
   */
  public List<String> keys() {
    return parameters.stream().map(Parameter::key).toList();
  }

  SettingsSchema sound() {
    if (!problems.isEmpty()) {
      throw new OtiumException(
          "settings record " + type.getName() + " is defective: " + String.join("; ", problems),
          "This is for the author of the plugin to correct.");
    }
    return this;
  }
}
