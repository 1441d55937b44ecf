package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is given the program is told whose work is in it, and under which licence. */
class ThirdPartyTest {
  private static final Path APP = Path.of(System.getProperty("otium.root"), "app");
  private static final Pattern ENTRY = Pattern.compile("([\\w.-]+):([\\w.-]+) {2,}\\S.*");

  /** What only tests use; named by the folders of its group in the local repository. */
  private static final List<String> FOR_TESTS =
      List.of(
          "/org/junit/",
          "/org/opentest4j/",
          "/org/apiguardian/",
          "/com/tngtech/archunit/",
          "/com/code-intelligence/",
          "/com/networknt/",
          "/com/ethlo/",
          "/org/slf4j/",
          "/org/apache/maven/surefire/");

  /** Artifacts that are told, alone and with their group. */
  private static Set<String> told() throws IOException {
    Set<String> told = new HashSet<>();
    for (String line : Files.readAllLines(APP.resolve("src/main/dist/THIRD-PARTY.txt"))) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        told.add(entry.group(2));
        told.add(entry.group(1) + "." + entry.group(2));
      }
    }
    return told;
  }

  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
  }

  private static List<String> untold(List<Path> jars) throws IOException {
    Set<String> told = told();
    return jars.stream()
        .map(ThirdPartyTest::artifact)
        .filter(name -> !name.startsWith("otium-") && !told.contains(name))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void everyLibraryOfTheProgramIsTold() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (String path : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        String slashes = path.replace('\\', '/');
        if (path.endsWith(".jar") && FOR_TESTS.stream().noneMatch(slashes::contains)) {
          jars.add(Path.of(path));
        }
      }
    }
    assertTrue(
        jars.stream().anyMatch(jar -> artifact(jar).equals("guice")),
        () -> "the libraries are not where they were looked for: " + jars);
    assertEquals(List.of(), untold(jars), "not in app/src/main/dist/THIRD-PARTY.txt");
  }

  @Test
  void everyJarOfAnAssembledProgramIsTold() throws IOException {
    Path assembled = APP.resolve("target/otium");
    if (!Files.isDirectory(assembled)) {
      return; // not built yet: what is assembled then is what the other test looks at
    }
    try (Stream<Path> files = Files.walk(assembled)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      List<Path> others =
          jars.stream().filter(jar -> isOfTheProgram(assembled.relativize(jar))).toList();
      assertEquals(List.of(), untold(others), "not in app/src/main/dist/THIRD-PARTY.txt");
    }
  }

  @Test
  void everyScriptThatReportsHoldIsTold() throws IOException {
    Path packed = APP.resolve("target/classes/org/otium/app/report");
    try (Stream<Path> files = Files.list(packed)) {
      List<String> scripts =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".min.js.gz"))
              .map(name -> name.replace(".min.js.gz", ""))
              .sorted()
              .toList();
      assertEquals(List.of("echarts", "echarts-gl"), scripts);
      assertTrue(told().containsAll(scripts), "not in app/src/main/dist/THIRD-PARTY.txt");
    }
  }

  /** Users may put plugins of their own beside those that come with the program. */
  private static boolean isOfTheProgram(Path jar) {
    return jar.startsWith("lib")
        || jar.startsWith(Path.of("plugins", "nd4j"))
        || jar.startsWith(Path.of("plugins", "spark"))
        || jar.startsWith(Path.of("plugins", "torch"));
  }
}
