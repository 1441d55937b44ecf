package org.otium.app.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one plugin.
 *
 * @param id what the folder or the jar is called
 * @param location the folder or the jar
 * @param jars its modules
 * @param classPath the jars of its class path
 */
record PluginFolder(String id, Path location, List<Path> jars, List<Path> classPath) {
  private static final String CLASS_PATH = "cp";

  /** Where the plugins of a folder of plugins lie, by name; nowhere if there is no such folder. */
  static List<Path> in(Path folder) {
    return list(folder, path -> Files.isDirectory(path) || isJar(path));
  }

  /**
   * The plugin of a jar or a folder; fails with {@link UncheckedIOException} if that cannot be
   * read.
   */
  static PluginFolder at(Path path) {
    String name = String.valueOf(path.getFileName());
    if (isJar(path)) {
      return new PluginFolder(
          name.substring(0, name.length() - ".jar".length()), path, List.of(path), List.of());
    }
    return new PluginFolder(
        name,
        path,
        list(path, PluginFolder::isJar),
        list(path.resolve(CLASS_PATH), PluginFolder::isJar));
  }

  /** What is wrong if there is no jar; empty if there is one. */
  String whyNothing() {
    if (!jars.isEmpty()) {
      return "";
    }
    if (!classPath.isEmpty()) {
      return location + " has jars in cp/ alone; the jar that declares the plugin lies beside cp/";
    }
    List<Path> deeper =
        list(
            location,
            path -> Files.isDirectory(path) && !list(path, PluginFolder::isJar).isEmpty());
    if (!deeper.isEmpty()) {
      return location
          + " has no jar of its own, but there are jars in "
          + names(deeper)
          + "; move them up into it";
    }
    return location
        + " holds no jar; put the modular jar of the plugin into it, or remove the folder";
  }

  static String names(List<Path> paths) {
    return paths.stream()
        .map(path -> String.valueOf(path.getFileName()))
        .collect(Collectors.joining(", "));
  }

  /** In the order of the names, which does not depend on the file system. */
  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static boolean isJar(Path path) {
    return Files.isRegularFile(path) && path.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }
}
