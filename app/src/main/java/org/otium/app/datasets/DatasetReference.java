package org.otium.app.datasets;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;

/** How a user names a dataset, before anything was looked up. */
sealed interface DatasetReference {
  /**
   * A path, whose format may be forced.
   *
   * @param path the path as written
   * @param format the format's name, if it was written
   * @param braces the settings of the format as written, braces included; empty if there are none
   */
  record AtPath(String path, Optional<String> format, String braces) implements DatasetReference {
    /** The format that was found out, with the settings that were written. */
    Map<String, @Nullable Object> spec(String name) {
      Map<String, @Nullable Object> spec = new LinkedHashMap<>();
      spec.put("name", name);
      if (!braces.isEmpty()) {
        spec.putAll(Yaml.mapping(braces));
      }
      return spec;
    }

    /** The same reference with an absolute path. */
    String anywhere() {
      Path absolute = toPath().toAbsolutePath().normalize();
      return format.map(name -> name + braces + ":" + absolute).orElse(absolute + braces);
    }

    Path toPath() {
      try {
        return Path.of(path);
      } catch (java.nio.file.InvalidPathException e) {
        throw new InvalidInputException(
            "'" + path + "' is not a path: " + e.getReason(), "Check how it is written.", e);
      }
    }
  }

  /**
   * A generator with settings.
   *
   * @param spec its {@code name} and settings
   */
  record Generated(Map<String, @Nullable Object> spec) implements DatasetReference {
    String name() {
      return String.valueOf(spec.get("name"));
    }
  }

  /**
   * A path or a generator's name; which one depends on what exists.
   *
   * @param text as written
   */
  record Bare(String text) implements DatasetReference {}

  /** A name of two letters or more, for one letter would be a drive. */
  Pattern WITH_FORMAT = Pattern.compile("([a-z][a-z0-9-]+):(.+)", Pattern.DOTALL);

  /** A format or generator whose settings follow. */
  Pattern WITH_SETTINGS = Pattern.compile("([a-z][a-z0-9-]*)\\s*\\{");

  /**
   * A reference as one would write it on the command line.
   *
   * @param reference text or a tree with a {@code name}
   * @return text
   */
  static String text(Object reference) {
    if (!(reference instanceof Map<?, ?> map)) {
      return reference.toString();
    }
    String settings =
        map.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("name"))
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    return map.get("name") + (settings.isEmpty() ? "" : "{" + settings + "}");
  }

  /**
   * Reads a reference.
   *
   * @param reference text or a tree with a {@code name}
   * @return what it says
   */
  static DatasetReference parse(Object reference) {
    if (reference instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> spec = new LinkedHashMap<>();
      map.forEach((key, value) -> spec.put(String.valueOf(key), value));
      if (!(spec.get("name") instanceof String)) {
        throw new InvalidInputException(
            "dataset " + reference + " has no name", "Write it as {name: NAME, setting: value}.");
      }
      return new Generated(spec);
    }
    String text = reference.toString().strip();
    if (text.isEmpty()) {
      throw new InvalidInputException(
          "a dataset reference is empty", "Give a file, a folder or the name of a generator.");
    }
    Matcher named = WITH_SETTINGS.matcher(text);
    if (named.lookingAt()) {
      int end = Braces.end(text, named.end() - 1);
      String rest = end < 0 ? "" : text.substring(end).strip();
      if (rest.startsWith(":") && rest.length() > 1) {
        String path = rest.substring(1).strip();
        return atPath(path, Optional.of(named.group(1)), text.substring(named.end() - 1, end));
      }
    }
    if (Yaml.plugin(text) instanceof Map<?, ?> spec) {
      return parse(spec);
    }
    Matcher format = WITH_FORMAT.matcher(text);
    Optional<String> name = format.matches() ? Optional.of(format.group(1)) : Optional.empty();
    String path = format.matches() ? format.group(2).strip() : text;
    int open = Braces.last(path);
    if (open > 0) {
      return atPath(path.substring(0, open).strip(), name, path.substring(open));
    }
    return name.isPresent() ? new AtPath(path, name, "") : new Bare(text);
  }

  private static AtPath atPath(String path, Optional<String> format, String braces) {
    if (Yaml.mapping(braces).containsKey("name")) {
      throw new InvalidInputException(
          "'" + braces + "' gives a name to a file", "Leave out 'name' in the braces.");
    }
    return new AtPath(path, format, braces);
  }
}
