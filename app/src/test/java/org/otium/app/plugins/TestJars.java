package org.otium.app.plugins;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.otium.api.DatasetSource;

/** Compiles source text and packs it into a jar, as the author of a plugin does. */
public final class TestJars {
  /** What a sound plugin declares. */
  public static final Map<String, String> API = Map.of("Otium-Api", "[0.1,0.2)");

  private final Path work;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();

  private TestJars(Path work) {
    this.work = work;
  }

  /** A jar with nothing in it yet; {@code work} is a folder for what is compiled on the way. */
  public static TestJars jar(Path work) {
    return new TestJars(work);
  }

  /** The module of a plugin: {@code module m { requires otium.api; exports m; provides … }}. */
  public static String moduleInfo(String module, String... lines) {
    return "module "
        + module
        + " { requires otium.api; exports "
        + module
        + "; "
        + String.join(" ", lines)
        + " }";
  }

  static String provides(String module, String provider) {
    return "provides org.otium.spi.DatasetSourceProvider with " + module + "." + provider + ";";
  }

  /** A generator of datasets that are called whatever the expression {@code label} gives. */
  static String provider(
      String module, String className, String name, String label, String... members) {
    return """
        package %s;
        import org.otium.api.*;
        import org.otium.settings.Setting;
        import org.otium.spi.*;
        public final class %s implements DatasetSourceProvider<%s.Settings> {
          public record Settings(
              @Setting(doc = "How many samples.", defaultValue = "3", min = 1) int samples) {}
          @Override public String name() { return "%s"; }
          @Override public String summary() { return "Makes a dataset for tests."; }
          @Override public Class<Settings> settings() { return Settings.class; }
          @Override public DatasetSource create(Settings settings, Compute compute) {
            double[][] rows = new double[settings.samples()][1];
            return seed -> LabeledDataset.of(%s, Matrix.of(rows), Labels.hard(new int[rows.length]));
          }
          %s
        }
        """
        .formatted(module, className, className, name, label, String.join("\n", members));
  }

  /** A plugin of one provider that is sound apart from its members. */
  public static TestJars plugin(
      Path work, String module, String name, String label, String... members) {
    return jar(work)
        .source("module-info.java", moduleInfo(module, provides(module, "Source")))
        .source(module + "/Source.java", provider(module, "Source", name, label, members))
        .manifest(API);
  }

  public TestJars source(String path, String text) {
    sources.put(path, text);
    return this;
  }

  public TestJars manifest(Map<String, String> entries) {
    manifest.putAll(entries);
    return this;
  }

  public TestJars withoutManifest() {
    manifest.clear();
    return this;
  }

  public TestJars library(Path jar) {
    libraries.add(jar);
    return this;
  }

  public TestJars classPath(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Writes the jar, and the folder that it is in. */
  public Path build(Path target) {
    try {
      Files.createDirectories(work);
      Path root = Files.createTempDirectory(work, "jar");
      Path classes = root.resolve("classes");
      List<String> javac = new ArrayList<>(List.of("-nowarn", "-d", classes.toString()));
      Stream<Path> modules = Stream.concat(Stream.of(api(), annotations()), libraries.stream());
      if (sources.containsKey("module-info.java")) {
        javac.addAll(List.of("--module-path", joined(modules)));
        if (!classPath.isEmpty()) {
          String module = sources.get("module-info.java").split(" ", -1)[1];
          javac.addAll(
              List.of("--add-reads", module + "=ALL-UNNAMED", "-cp", joined(classPath.stream())));
        }
      } else {
        javac.addAll(List.of("-cp", joined(Stream.concat(modules, classPath.stream()))));
      }
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = root.resolve("src").resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
        javac.add(file.toString());
      }
      run("javac", javac);
      Files.createDirectories(target.toAbsolutePath().getParent());
      Path manifestFile = root.resolve("manifest");
      Files.writeString(
          manifestFile,
          manifest.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue() + "\n")
              .collect(Collectors.joining()));
      run(
          "jar",
          List.of(
              "--create",
              "--file",
              target.toString(),
              "--manifest",
              manifestFile.toString(),
              "-C",
              classes.toString(),
              "."));
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the module otium.api of this test lies. */
  static Path api() {
    Module module = DatasetSource.class.getModule();
    return Path.of(
        module
            .getLayer()
            .configuration()
            .findModule(module.getName())
            .orElseThrow()
            .reference()
            .location()
            .orElseThrow());
  }

  /** The nullness annotations, which whoever compiles against otium.api needs too. */
  private static Path annotations() {
    String paths =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(paths)
        .filter(path -> path.contains("jspecify"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static String joined(Stream<Path> paths) {
    return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void run(String tool, List<String> arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException(tool + " failed: " + said);
    }
  }
}
