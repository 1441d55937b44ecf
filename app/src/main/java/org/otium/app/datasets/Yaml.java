package org.otium.app.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Short pieces of YAML: single values and flow mappings. */
public final class Yaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("value")
          .setSchema(new CoreSchema())
          .setAllowDuplicateKeys(false)
          .setMaxAliasesForCollections(10)
          .setCodePointLimit(100_000)
          .build();

  /** A name, then braces to the end. */
  private static final Pattern WITH_SETTINGS =
      Pattern.compile("([a-z][a-z0-9-]*)\\s*(\\{.*})", Pattern.DOTALL);

  private Yaml() {}

  /**
   * Reads one value.
   *
   * @param text a scalar ({@code 0.05}), a list ({@code [1, 2]}) or a mapping ({@code {name: adam,
   *     step-size: 0.1}})
   * @return text, a number, a boolean, a list or a map; null where nothing is written
   * @throws InvalidInputException if it is not YAML
   */
  public static @Nullable Object value(String text) {
    try {
      Object value = YamlShape.value(SETTINGS, text);
      requireSpaces(text, value);
      return value;
    } catch (MarkedYamlEngineException e) {
      throw unreadable(text, e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw unreadable(text, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a mapping.
   *
   * @param text a flow mapping, braces included
   * @return its keys and values
   * @throws InvalidInputException if it is no mapping
   */
  public static Map<String, @Nullable Object> mapping(String text) {
    if (!(value(text) instanceof Map<?, ?> map)) {
      throw new InvalidInputException(
          "'" + text + "' is not a mapping", "Write it as {key: value, key: value}.");
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    map.forEach((key, value) -> tree.put(String.valueOf(key), value));
    return tree;
  }

  /**
   * Reads a plugin as it is written on the command line: its name, or its name with settings in
   * braces.
   *
   * @param text {@code sinkhorn} or {@code sinkhorn{epsilon: 20}}
   * @return the text itself, or a map with {@code name} and the settings
   * @throws InvalidInputException if the braces hold no mapping
   */
  public static Object plugin(String text) {
    Matcher matcher = WITH_SETTINGS.matcher(text.strip());
    if (!matcher.matches()) {
      return text.strip();
    }
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("name", matcher.group(1));
    mapping(matcher.group(2))
        .forEach(
            (key, value) -> {
              if (key.equals("name")) {
                throw new InvalidInputException(
                    "'" + text + "' has two names", "Leave out 'name' in the braces.");
              }
              spec.put(key, value);
            });
    return spec;
  }

  /** YAML takes {@code {style:block}} for a key without a value. */
  private static void requireSpaces(String text, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, held) -> {
            int colon = String.valueOf(key).indexOf(':');
            if (colon > 0 && held == null) {
              String written = String.valueOf(key);
              String spaced =
                  written.substring(0, colon) + ": " + written.substring(colon + 1).strip();
              throw new InvalidInputException(
                  "in '" + text + "' a space is missing after the colon of '" + written + "'",
                  "Write '" + spaced + "'.");
            }
            requireSpaces(text, held);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(item -> requireSpaces(text, item));
    }
  }

  private static InvalidInputException unreadable(String text, String problem, RuntimeException e) {
    String line = problem.lines().findFirst().orElse("");
    return new InvalidInputException(
        "'" + text + "' cannot be read as YAML: " + line,
        "Put a space after each colon, and quotes around text with special characters.",
        e);
  }
}
