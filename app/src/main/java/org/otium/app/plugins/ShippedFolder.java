package org.otium.app.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.spi.Kind;

/**
 * A folder of plugins that comes with Otium and may be left out: what it would give is known
 * without it.
 *
 * @param name what it is called
 * @param plugins what is in it, by kind and name
 */
public record ShippedFolder(String name, List<Plugin> plugins) {
  private static final String LIST = "shipped.txt";

  /** Copies the list. */
  public ShippedFolder {
    plugins = List.copyOf(plugins);
  }

  /**
   * A plugin that is not looked at.
   *
   * @param kind its kind
   * @param name its name
   */
  public record Plugin(Kind kind, String name) {}

  /**
   * All folders that come with Otium.
   *
   * @return one each, by name
   */
  public static List<ShippedFolder> all() {
    Map<String, List<Plugin>> folders = new LinkedHashMap<>();
    text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", -1))
        .forEach(
            words ->
                folders
                    .computeIfAbsent(words[0], _ -> new ArrayList<>())
                    .add(new Plugin(kind(words[1]), words[2])));
    return folders.entrySet().stream()
        .map(folder -> new ShippedFolder(folder.getKey(), folder.getValue()))
        .toList();
  }

  private static Kind kind(String id) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a shipped plugin of no kind: " + id));
  }

  private static String text() {
    try (InputStream list = ShippedFolder.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("the list of shipped plugins is not in the jar");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the list of shipped plugins", e);
    }
  }

  boolean has(Kind kind, String plugin) {
    return plugins.contains(new Plugin(kind, plugin));
  }
}
