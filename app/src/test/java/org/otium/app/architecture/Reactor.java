package org.otium.app.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled classes of all modules of the build. */
final class Reactor {
  /**
   * The floor of each module, from the ground up; modules of one floor do not see each other. The
   * contract tests stand beside the house: they see the vocabulary alone.
   */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("api", 1),
          Map.entry("testkit", 2),
          Map.entry("numerics", 2),
          Map.entry("solvers-sinkhorn", 3),
          Map.entry("solvers-exact", 3),
          Map.entry("functionals", 3),
          Map.entry("flows", 3),
          Map.entry("interpolation", 3),
          Map.entry("learners", 3),
          Map.entry("data", 3),
          Map.entry("linalg-openblas", 3),
          Map.entry("linalg-nd4j", 3),
          Map.entry("cluster-spark", 3),
          Map.entry("models", 4),
          // Made of the networks of models, in the same plugin folder.
          Map.entry("solvers-neural", 5),
          Map.entry("app", 6));

  private static final Reactor INSTANCE = read();

  private final Map<String, ModuleDescriptor> descriptors;
  private final Map<String, String> moduleOfClass;
  private final JavaClasses main;
  private final JavaClasses tests;

  private Reactor(
      Map<String, ModuleDescriptor> descriptors,
      Map<String, String> moduleOfClass,
      JavaClasses main,
      JavaClasses tests) {
    this.descriptors = descriptors;
    this.moduleOfClass = moduleOfClass;
    this.main = main;
    this.tests = tests;
  }

  static Reactor instance() {
    return INSTANCE;
  }

  private static Reactor read() {
    String root = System.getProperty("otium.root");
    assertTrue(root != null, "system property otium.root is not set: run the tests with Maven");
    Map<String, ModuleDescriptor> descriptors = new TreeMap<>();
    Map<String, String> moduleOfClass = new HashMap<>();
    List<Path> folders = new ArrayList<>();
    for (Path folder : modules(Path.of(root))) {
      String name = folder.getFileName().toString();
      Path classes = folder.resolve("target/classes");
      assertTrue(
          Files.exists(classes.resolve("module-info.class")),
          () -> name + " is not compiled: build with -am, or the whole project");
      try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
        descriptors.put(name, ModuleDescriptor.read(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      classNames(classes).forEach(c -> moduleOfClass.put(c, name));
      folders.add(classes);
      Path testClasses = folder.resolve("target/test-classes");
      if (Files.isDirectory(testClasses)) {
        folders.add(testClasses);
      }
    }
    JavaClasses all = new ClassFileImporter().importPaths(folders);
    JavaClasses main =
        all.that(
            DescribedPredicate.describe(
                "are shipped", c -> moduleOfClass.containsKey(c.getName())));
    assertFalse(main.isEmpty(), "no classes at all");
    return new Reactor(descriptors, moduleOfClass, main, all);
  }

  private static List<String> classNames(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .map(file -> file.replace('/', '.').replace('\\', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> modules(Path root) {
    try (Stream<Path> children = Files.list(root)) {
      return children
          .filter(child -> Files.exists(child.resolve("src/main/java/module-info.java")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all module folders. */
  Set<String> moduleNames() {
    return descriptors.keySet();
  }

  static Map<String, Integer> floors() {
    return FLOORS;
  }

  ModuleDescriptor descriptor(String module) {
    ModuleDescriptor descriptor = descriptors.get(module);
    assertTrue(descriptor != null, module);
    return descriptor;
  }

  /** The module folder of a class, or nothing for classes of libraries. */
  Optional<String> moduleOf(JavaClass c) {
    return Optional.ofNullable(moduleOfClass.get(c.getName()));
  }

  /** All classes that are shipped. */
  JavaClasses main() {
    return main;
  }

  /** All classes that are shipped, and those of the tests. */
  JavaClasses withTests() {
    return tests;
  }

  /** The public classes in packages that a module exports to everyone. */
  List<JavaClass> exported() {
    List<JavaClass> exported = new ArrayList<>();
    for (String module : moduleNames()) {
      Set<String> packages =
          descriptor(module).exports().stream()
              .filter(e -> !e.isQualified())
              .map(ModuleDescriptor.Exports::source)
              .collect(Collectors.toSet());
      for (JavaClass c : main) {
        if (moduleOf(c).filter(module::equals).isPresent()
            && isPublic(c)
            && packages.contains(c.getPackageName())) {
          exported.add(c);
        }
      }
    }
    return exported;
  }

  private static boolean isPublic(JavaClass c) {
    return c.getModifiers().contains(JavaModifier.PUBLIC)
        && c.getEnclosingClass().map(Reactor::isPublic).orElse(true);
  }
}
