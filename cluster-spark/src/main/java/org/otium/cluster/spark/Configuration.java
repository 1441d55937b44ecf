package org.otium.cluster.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.otium.api.InvalidInputException;

/** What Spark is told before it starts. */
final class Configuration {
  /** The folder of the assembled program, which its launcher says. */
  static final String HOME = "otium.home";

  private static final String LOGGING = "log4j2.configurationFile";

  private Configuration() {}

  static SparkConf of(SparkSettings settings) {
    SparkConf conf = new SparkConf();
    boolean submitted = conf.contains("spark.master");
    conf.setMaster(settings.master());
    conf.setIfMissing("spark.app.name", "Otium");
    conf.set("spark.task.cpus", Integer.toString(settings.cores()));
    conf.set("spark.ui.showConsoleProgress", "false");
    SparkAddress.own(settings.master())
        .ifPresent(
            host -> {
              conf.setIfMissing("spark.driver.host", host);
              conf.setIfMissing("spark.driver.bindAddress", host);
            });
    if (!settings.isLocal()) {
      conf.setIfMissing("spark.executor.memory", settings.executorMemory());
      if (!settings.executorJava().isEmpty()) {
        conf.set("spark.executorEnv.JAVA_HOME", settings.executorJava());
      }
      if (!settings.home().isEmpty()) {
        conf.set("spark.executor.extraClassPath", classPath(settings));
      } else if (!submitted) {
        conf.set("spark.jars", String.join(",", jars(settings)));
      }
    }
    for (String line : settings.conf()) {
      int equals = line.indexOf('=');
      conf.set(line.substring(0, equals), line.substring(equals + 1));
    }
    return conf;
  }

  /**
   * Spark's jars come before those of the program: of a library that both have, such as Jackson,
   * Spark needs its own version.
   */
  private static String classPath(SparkSettings settings) {
    List<String> path = new ArrayList<>();
    for (String folder : folders(settings)) {
      path.add(settings.home() + "/plugins/" + folder + "/*");
      path.add(settings.home() + "/plugins/" + folder + "/cp/*");
    }
    path.add(settings.home() + "/lib/*");
    return String.join(":", path);
  }

  private static List<String> folders(SparkSettings settings) {
    return Stream.concat(Stream.of("spark"), settings.plugins().stream()).distinct().toList();
  }

  /** What executors are sent: the program and this plugin, without Spark, which they have. */
  private static List<String> jars(SparkSettings settings) {
    String home = System.getProperty(HOME, "");
    if (home.isEmpty()) {
      throw new InvalidInputException(
          "it is not known where the jars of Otium lie, which the executors of Spark need",
          "Start Otium with its launcher bin/otium, or give home, a folder of Otium that the machines of the executors have.");
    }
    List<Path> jars = new ArrayList<>(jarsIn(Path.of(home, "lib")));
    jars.addAll(jarsIn(location(home)));
    for (String plugin : settings.plugins()) {
      Path folder = Path.of(home, "plugins").resolve(plugin);
      List<Path> found = jarsOf(folder);
      if (found.isEmpty()) {
        throw new InvalidInputException(
            "there is no plugin '" + folder + "' to send to the executors of Spark",
            "Name in plugins what lies in "
                + Path.of(home, "plugins")
                + ", or the path of another plugin folder.");
      }
      jars.addAll(found);
    }
    return jars.stream().map(jar -> jar.toUri().toString()).distinct().toList();
  }

  /** The jars of a plugin, which is a folder or a jar. */
  private static List<Path> jarsOf(Path plugin) {
    if (Files.isRegularFile(plugin)) {
      return List.of(plugin);
    }
    return Stream.concat(jarsIn(plugin).stream(), jarsIn(plugin.resolve("cp")).stream()).toList();
  }

  /** The folder of this plugin. */
  private static Path location(String home) {
    Module module = Configuration.class.getModule();
    return Optional.ofNullable(module.getLayer())
        .flatMap(layer -> layer.configuration().findModule(module.getName()))
        .flatMap(found -> found.reference().location())
        .map(jar -> Path.of(jar).getParent())
        .filter(Files::isDirectory)
        .orElse(Path.of(home, "plugins", "spark"));
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spark logs to the terminal unless the user says otherwise. */
  static void quieten() {
    URL quiet = Configuration.class.getResource("log4j2.properties");
    if (System.getProperty(LOGGING) == null && quiet != null) {
      System.setProperty(LOGGING, quiet.toString());
    }
  }
}
