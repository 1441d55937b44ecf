package org.otium.app.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.runs.Json;
import org.otium.app.wiring.Otium;

/** The scripts of examples/scripts come to what the recipes beside them come to. */
class ScriptsTest {
  private static final Path ROOT = Path.of(System.getProperty("otium.root"));
  private static final Path SCRIPTS = ROOT.resolve("examples/scripts");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)^//DEPS ([\\w.-]+):([\\w.-]+):(\\S+)$");
  private static final Pattern OPTIONS = Pattern.compile("(?m)^//JAVA_OPTIONS (.+)$");
  private static final int MINUTES = 5;

  @TempDir private Path folder;

  @Test
  void distanceIsThatOfTheRecipe() throws IOException, InterruptedException {
    Path run = recipe("distance.yaml");
    double squared = ((Number) Json.read(run.resolve("result.json")).get("squared")).doubleValue();
    List<String> said = script("Distance.java");
    assertTrue(squared > 1, "a distance of two datasets that differ");
    assertEquals("OTDD²: " + squared, said.getFirst());
  }

  @Test
  void flowIsThatOfTheRecipe() throws IOException, InterruptedException {
    List<String> metrics = Files.readAllLines(recipe("flow.yaml").resolve("metrics.csv"));
    assertTrue(metrics.getFirst().startsWith("step,value"), metrics.getFirst());
    List<String> expected =
        metrics.stream()
            .skip(1)
            .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 2)))
            .toList();
    assertEquals(21, expected.size());
    assertEquals(expected, script("Flow.java"));
  }

  @Test
  void interpolationLeavesTheFilesOfTheRecipe() throws IOException, InterruptedException {
    Path recipe = recipe("interpolate.yaml");
    Path made = folder.resolve("made");
    script("Interpolate.java", made.toString());
    Set<String> results = results(recipe);
    assertEquals(results, results(made));
    assertTrue(results.contains("optimal_seed-1/synthetic.npz"), results::toString);
    for (String file : results) {
      assertEquals(-1, Files.mismatch(recipe.resolve(file), made.resolve(file)), file);
    }
  }

  /** All files but those that tell when, where and how long. */
  private static Set<String> results(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> run.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.matches("(.*/)?(manifest.json|report.*|recipe.yaml|\\.lock)"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void scriptsSayWhatTheyNeed() throws IOException {
    String pom = Files.readString(ROOT.resolve("app/pom.xml"));
    Matcher parent =
        Pattern.compile(
                "<groupId>(.+?)</groupId>\\s*<artifactId>otium</artifactId>\\s*<version>(.+?)<")
            .matcher(pom);
    assertTrue(parent.find());
    assertTrue(pom.contains("<artifactId>otium-app</artifactId>"));
    for (Path script : scripts()) {
      String text = Files.readString(script);
      Matcher dependency = DEPENDENCY.matcher(text);
      assertTrue(dependency.find(), () -> script + " names no //DEPS");
      assertEquals(parent.group(1), dependency.group(1), script::toString);
      assertEquals("otium-app", dependency.group(2), script::toString);
      assertEquals(parent.group(2), dependency.group(3), script::toString);
      assertTrue(text.startsWith("///usr/bin/env jbang"), script::toString);
    }
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertEquals(3, scripts.size(), scripts::toString);
      return scripts;
    }
  }

  private Path recipe(String file) {
    Path out = folder.resolve("recipe");
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int code =
        Otium.create()
            .run(writer, writer, "run", SCRIPTS.resolve(file).toString(), "--out", out.toString());
    assertEquals(0, code, said::toString);
    return out;
  }

  /** Runs a script as {@code java} does, with the program on the class path. */
  private List<String> script(String file, String... args)
      throws IOException, InterruptedException {
    Path script = SCRIPTS.resolve(file);
    Matcher options = OPTIONS.matcher(Files.readString(script));
    assertTrue(options.find(), "//JAVA_OPTIONS");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options.group(1).split(" ", -1)));
    command.add(
        "-Dorg.bytedeco.javacpp.cachedir="
            + System.getProperty("org.bytedeco.javacpp.cachedir", ""));
    command.add("--class-path");
    command.add(
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", ""));
    command.add(script.toString());
    command.addAll(List.of(args));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    String errors = Files.readString(err, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), errors);
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
