package org.otium.app.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A folder like that of the assembled program, of what the tests run on. */
final class SparkHome {
  private static final Path BUILT =
      Path.of(System.getProperty("otium.root"), "cluster-spark/target/plugin/spark");

  private SparkHome() {}

  /** The plugin folder of Spark; tests are skipped where it was not built. */
  static Path plugin() {
    Assumptions.assumeTrue(
        Files.isDirectory(BUILT.resolve("cp")),
        () -> BUILT + " is not there: build with 'verify -pl app -am'");
    return BUILT;
  }

  /** Puts a program together. */
  static Path in(Path folder) throws IOException {
    Path home = folder.resolve("home");
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("plugins"));
    Files.createSymbolicLink(home.resolve("plugins/spark"), plugin());
    int number = 0;
    for (Path element : elements()) {
      if (Files.isDirectory(element)) {
        if (Files.exists(element.resolve("module-info.class"))) {
          pack(element, lib.resolve("otium-" + number++ + ".jar"));
        }
      } else {
        Files.createSymbolicLink(lib.resolve(element.getFileName()), element);
      }
    }
    return home;
  }

  private static List<Path> elements() {
    Set<Path> elements = new LinkedHashSet<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (String path : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        boolean isOfTests = path.matches(".*(junit|surefire|archunit|jazzer|opentest4j).*");
        if (!path.isEmpty() && !isOfTests && Files.exists(Path.of(path))) {
          elements.add(Path.of(path).toAbsolutePath().normalize());
        }
      }
    }
    return List.copyOf(elements);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> tree = Files.walk(classes)) {
      tree.filter(Files::isRegularFile)
          .sorted()
          .forEach(
              path -> {
                try {
                  String name = classes.relativize(path).toString().replace('\\', '/');
                  out.putNextEntry(new JarEntry(name));
                  Files.copy(path, out);
                  out.closeEntry();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
