package org.otium.app.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.recipes.BuiltInRecipes;

/** The pages in docs/ that are written by the program say what the program says now. */
class ReferencePagesTest {
  private static final Path ROOT = Path.of(System.getProperty("otium.root"));
  private static final Path PAGES = ROOT.resolve("docs/plugins");

  /** The modules whose plugins come in folders of their own, which the program takes apart. */
  private static final List<String> FOLDERS =
      List.of("linalg-nd4j", "models", "solvers-neural", "cluster-spark");

  @TempDir private Path plugins;

  @Test
  void pagesOfPluginsAreUpToDate() throws IOException {
    for (String module : FOLDERS) {
      Path built = ROOT.resolve(module).resolve("target/plugin");
      assumeTrue(Files.isDirectory(built), module + " is not packaged: run with verify -am");
      gather(built);
    }
    Map<String, String> pages = PluginPages.of(PluginRegistry.discover(List.of(plugins)).entries());
    assertTrue(pages.get("classifier.md").contains("## lenet5"), pages::toString);
    assertTrue(pages.get("dataset-mapping.md").contains("## neural-map"), pages::toString);
    assertTrue(pages.get("linear-algebra.md").contains("## nd4j"), pages::toString);
    String remedy = "write it anew: ./otium plugins document --out docs/plugins";
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = PAGES.resolve(page.getKey());
      assertTrue(Files.exists(file), () -> file + " is missing; " + remedy);
      assertEquals(page.getValue(), Files.readString(file), () -> file + " is old; " + remedy);
    }
    assertEquals(new TreeSet<>(pages.keySet()), files(), "pages of kinds that are no more");
  }

  /** Where nothing is packaged: the plugins on the path of the program. */
  @Test
  void pagesHaveEveryPluginOfTheProgram() throws IOException {
    Map<String, String> pages = PluginPages.of(PluginRegistry.discover(List.of()).entries());
    assertTrue(pages.size() > 15, pages.keySet()::toString);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      if (!page.getKey().equals(PluginPages.INDEX)) {
        String written = Files.readString(PAGES.resolve(page.getKey()));
        for (String section : page.getValue().split("\n(?=## )", -1)) {
          assertTrue(
              written.contains(section.strip()),
              () ->
                  page.getKey()
                      + " is old: ./otium plugins document --out docs/plugins\n"
                      + section);
        }
      }
    }
  }

  @Test
  void pageOfRecipesIsUpToDate() throws IOException {
    String page = RecipePage.text();
    for (String name : BuiltInRecipes.names()) {
      assertTrue(page.contains("## " + name + "\n"), name);
      assertTrue(page.contains("otium run " + name + " "), name);
    }
    assertEquals(
        page,
        Files.readString(ROOT.resolve("docs/reproduce.md")),
        "write it anew: ./otium experiments --markdown > docs/reproduce.md");
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(f -> f.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Parts of one folder lie with several modules until the program is put together. */
  private void gather(Path built) throws IOException {
    try (Stream<Path> files = Files.walk(built)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path link = plugins.resolve(built.relativize(file).toString());
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, file);
      }
    }
  }
}
