package org.otium.app.plugins.scaffold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.JarRules;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.ProviderCheck;
import org.otium.app.plugins.TestJars;
import org.otium.app.plugins.TestMachine;
import org.otium.spi.Kind;

class PluginProjectTest {
  private static final String SOURCES = "src/main/java/";

  @TempDir private Path folder;

  private static PluginProject project(String name, Kind kind) {
    return new PluginProject(name, kind, PluginProject.defaultPackage(name), "1.2.3");
  }

  static List<Kind> kinds() {
    return PluginProject.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyProjectCompilesAndPassesItsCheck(Kind kind) throws IOException {
    Map<String, String> files = project("my-own", kind).files();
    TestJars jar = TestJars.jar(folder.resolve("work")).manifest(TestJars.API);
    files.forEach(
        (path, text) -> {
          assertFalse(text.matches("(?s).*@[A-Za-z-]+@.*"), () -> path + " is not filled in");
          if (path.startsWith(SOURCES)) {
            jar.source(path.substring(SOURCES.length()), text);
          }
        });
    assertTrue(files.get("pom.xml").contains("<Otium-Api>[0.1,0.2)</Otium-Api>"));
    assertTrue(files.get("pom.xml").contains("<otium.version>1.2.3</otium.version>"));
    Path built = jar.build(folder.resolve("plugins/my-own/my-own.jar"));
    PluginRegistry registry = PluginRegistry.discoverOne(built.getParent());
    List<ProviderCheck> checks =
        registry.entries().stream()
            .filter(entry -> !entry.isBuiltIn())
            .map(entry -> ProviderCheck.of(registry, entry, TestMachine::compute))
            .toList();
    assertEquals(1, checks.size());
    assertEquals(List.of(), checks.getFirst().faults());
    assertEquals(List.of(), checks.getFirst().notes());
    assertEquals("my-own", checks.getFirst().entry().name());
    assertEquals(kind, checks.getFirst().entry().kind().orElseThrow());
    assertEquals(List.of(), JarRules.faults(built));
    compileTests(files, built);
  }

  /** Compiles the tests of a project against the contracts; its own build runs them. */
  private void compileTests(Map<String, String> files, Path built) throws IOException {
    String path =
        String.join(
            File.pathSeparator,
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""),
            built.toString());
    List<String> javac = new ArrayList<>(List.of("-nowarn", "-proc:none"));
    javac.addAll(List.of("-d", folder.resolve("tests").toString(), "-classpath", path));
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().startsWith("src/test/java/")) {
        Path source = folder.resolve(file.getKey());
        Files.createDirectories(source.getParent());
        javac.add(Files.writeString(source, file.getValue()).toString());
      }
    }
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, compiler.run(writer, writer, javac.toArray(String[]::new)), said::toString);
  }

  @Test
  void kindsHaveProjects() {
    assertTrue(PluginProject.kinds().size() >= 17, () -> "only " + PluginProject.kinds());
  }

  @Test
  void namesOfJavaAndOtiumAreNotShadowed() {
    Map<String, String> files = project("string", Kind.FUNCTIONAL).files();
    assertTrue(files.keySet().stream().anyMatch(f -> f.endsWith("StringPlugin.java")), "" + files);
    assertEquals("org.example.newplugin", PluginProject.defaultPackage("new"));
  }

  @Test
  void namesThatCannotBeUsedAreRefused() {
    for (String name : List.of("My", "my_own", "-a", "a--b", "", "../a", "1a")) {
      assertThrows(
          InvalidInputException.class,
          () -> new PluginProject(name, Kind.FUNCTIONAL, "org.example.a", "1"),
          name);
    }
    for (String in : List.of("", "Org.x", "org..x", "org.new.x", "org.otium.x", "java.x", "a/b")) {
      assertThrows(
          InvalidInputException.class, () -> new PluginProject("a", Kind.FUNCTIONAL, in, "1"), in);
    }
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    PluginProject project = project("my-own", Kind.FUNCTIONAL);
    Path there = folder.resolve("there");
    project.write(there);
    assertTrue(Files.exists(there.resolve("src/main/java/module-info.java")));
    assertTrue(Files.exists(there.resolve(".gitignore")));
    assertThrows(InvalidInputException.class, () -> project.write(there));
    assertThrows(InvalidInputException.class, () -> project.write(folder.resolve("no/where")));
  }

  @Test
  void jarThatBreaksTheRulesIsToldWhere() {
    Path built =
        TestJars.jar(folder.resolve("work"))
            .manifest(TestJars.API)
            .source("module-info.java", TestJars.moduleInfo("bad"))
            .source(
                "bad/Bad.java",
                """
                package bad;
                public final class Bad {
                  public double draw() {
                    System.out.println("hello".toUpperCase());
                    return new java.util.Random().nextDouble() + Math.random();
                  }
                  public void end() { System.exit(1); }
                }
                """)
            .build(folder.resolve("plugins/bad/bad.jar"));
    String faults = String.join("\n", JarRules.faults(built));
    for (String part :
        List.of(
            "java.lang.System.out",
            "toUpperCase()",
            "java.util.Random",
            "java.lang.Math.random()",
            "java.lang.System.exit(int)")) {
      assertTrue(faults.contains("bad.Bad") && faults.contains(part), part + " in\n" + faults);
    }
  }
}
