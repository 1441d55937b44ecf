package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.app.recipes.BuiltInRecipes;
import org.otium.app.recipes.Recipe;
import org.otium.app.report.StrictPage;

/** Every recipe that comes with the program, with few particles and steps. */
class BuiltInRecipesTest {
  private static final Map<String, List<String>> SMALL =
      Map.of(
          "flow", List.of("particles=24", "steps=2"),
          "interpolate", List.of("dataset-samples=24"),
          "label-distances", List.of("samples=24"),
          "transfer", List.of("samples=30", "test-samples=20", "shots=1", "repeats=1"),
          "distill",
              List.of(
                  "per-class=1", "steps=1", "test-samples=10", "classifiers=[{name: k-nn, k: 1}]"),
          "classify", List.of("samples=30", "test-samples=20"),
          "k-shot",
              List.of(
                  "samples=30",
                  "test-samples=20",
                  "shots=[1, 2]",
                  "repeats=1",
                  "methods=[{label: mmd, steps: 2}]"));

  /** What takes the place of plugins that come in a folder of their own, which is not here. */
  private static final Map<String, List<String>> INSTEAD =
      Map.ofEntries(
          Map.entry("neural-map", List.of("interpolation.mapping=barycentric")),
          Map.entry("neural-mixture", List.of("interpolation.mapping=barycentric")),
          Map.entry("classifiers", List.of("classifier=linear-probe")),
          Map.entry(
              "gg-table2",
              List.of(
                  "classifier=linear-probe",
                  "transforms=[{name: embed, encoder: {name: pca, components: 5}, learn-from: target}]")),
          Map.entry("dd-k-shot", List.of("classifier=linear-probe", "map=")),
          Map.entry("nist-simplex", List.of("classifier=linear-probe")),
          Map.entry(
              "nist-transfer", List.of("classifier=linear-probe", "alone=", "projections=[]")),
          Map.entry("wow-k-shot", List.of("classifier=linear-probe")),
          Map.entry("distillation", List.of("classifiers=[{name: k-nn, k: 1}]")),
          Map.entry("dd-one-model", List.of("evaluate.classifier=k-nn")),
          Map.entry("dd-oracle", List.of("evaluate.classifier=k-nn")),
          Map.entry("dd-repurposing", List.of("evaluate.classifier=k-nn")));

  /** A file that each run of a task leaves. */
  private static final Map<String, String> MADE =
      Map.of(
          "flow",
          "result.npz",
          "interpolate",
          "synthetic.npz",
          "transfer",
          "accuracy.csv",
          "distill",
          "scores.csv",
          "classify",
          "weights.npz",
          "k-shot",
          "accuracy.csv",
          "label-distances",
          "label-distances.npz");

  @TempDir private static Path data;

  @TempDir private Path folder;

  /** Stands in for the datasets that users bring. */
  @BeforeAll
  static void writeData() {
    for (String name :
        List.of(
            "mnist",
            "usps",
            "kmnist",
            "fashion-mnist",
            "cifar10",
            "dtd10",
            "pets3",
            "caltech101")) {
      String size = name.equals("usps") ? "size: 16, " : "";
      for (String split : List.of("-train", "-test")) {
        Cli.Result result =
            Cli.run(
                "data",
                "convert",
                "glyphs{" + size + "per-class: 3}",
                data.resolve(name + split + "-images-idx3-ubyte.gz").toString());
        assertEquals(0, result.code(), result.all());
      }
    }
  }

  /** Stands in for the table adult. */
  @BeforeAll
  static void writeTables() throws IOException {
    StringBuilder rows = new StringBuilder();
    List<String> employers =
        List.of(
            "Private",
            "Federal-gov",
            "Self-emp-inc",
            "Self-emp-not-inc",
            "State-gov",
            "Local-gov",
            "?");
    for (String employer : employers) {
      for (int i = 0; i < 12; i++) {
        rows.append(20 + 3 * i).append(", ").append(employer).append(", 1000, Bachelors, ");
        rows.append(9 + i % 4).append(i % 2 == 0 ? ", Divorced" : ", Married").append(", Sales, ");
        rows.append("Husband, White, Male, ").append(100 * i).append(", 0, ").append(30 + i);
        rows.append(", Cuba, ").append(i % 3 == 0 ? ">50K" : "<=50K").append('\n');
      }
    }
    Path tables = Files.createDirectories(data.resolve("uci"));
    Files.writeString(tables.resolve("adult-train.csv"), rows);
    Files.writeString(tables.resolve("adult-test.csv"), rows.toString().replace("50K", "50K."));
  }

  static List<String> names() {
    return BuiltInRecipes.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void runsInATinyForm(String name) throws IOException {
    Path out = folder.resolve("out");
    Recipe recipe = BuiltInRecipes.about(name);
    List<String> words =
        new ArrayList<>(List.of("run", name, "--data", data.toString(), "--out", out.toString()));
    words.addAll(List.of("--set", "seeds=1"));
    SMALL.get(recipe.task()).forEach(set -> words.addAll(List.of("--set", set)));
    if (INSTEAD.containsKey(name)) {
      INSTEAD.get(name).forEach(set -> words.addAll(List.of("--set", set)));
    }
    Cli.Result result = Cli.run(words.toArray(String[]::new));
    assertEquals(0, result.code(), result.all());
    StrictPage.check(Files.readString(out.resolve("report.html")));
    String made = MADE.get(recipe.task());
    // With one seed, a recipe with neither variants nor a sweep leaves its files in the folder
    // itself.
    boolean isAlone = recipe.variants().isEmpty() && recipe.sweep().isEmpty();
    for (String run : isAlone ? Set.of("") : recipe.variants().keySet()) {
      assertTrue(Files.exists(out.resolve(run).resolve(made)), run);
    }
  }

  static List<String> scaled() {
    return names().stream()
        .filter(name -> BuiltInRecipes.text(name).orElseThrow().contains("\nscales:"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("scaled")
  void settingsOfThePapersScaleAreSound(String name) {
    List<String> words =
        new ArrayList<>(List.of("run", name, "--data", data.toString(), "--dry-run"));
    words.addAll(List.of("--set", "scale=paper"));
    if (INSTEAD.containsKey(name)) {
      INSTEAD.get(name).forEach(set -> words.addAll(List.of("--set", set)));
    }
    Cli.Result result = Cli.run(words.toArray(String[]::new));
    assertEquals(0, result.code(), result.all());
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItShowsAndWhichFigureItRepeats(String name) {
    Recipe recipe = BuiltInRecipes.about(name);
    assertFalse(recipe.title().isBlank() || recipe.title().equals(name), recipe.title());
    assertFalse(recipe.figure().isBlank());
    assertTrue(BuiltInRecipes.text(name).orElseThrow().startsWith("# "), "no comment first");
  }

  @Test
  void everyFileIsListed() throws IOException {
    Path files =
        Path.of(System.getProperty("otium.root"), "app/src/main/resources/org/otium/app/recipes");
    try (Stream<Path> all = Files.list(files)) {
      assertEquals(
          new TreeSet<>(names()),
          all.map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".yaml"))
              .map(file -> file.replace(".yaml", ""))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void experimentsAreListedWithTheirFigures() {
    Cli.Result result = Cli.run("experiments");
    assertEquals(0, result.code(), result.all());
    for (String name : names()) {
      assertTrue(result.out().contains(name), name);
      assertTrue(result.out().contains(BuiltInRecipes.about(name).figure()), name);
    }
  }

  @Test
  void aRecipeCanBePrintedAndRunFromThere() throws IOException {
    String name = names().getFirst();
    Cli.Result printed = Cli.run("experiments", name);
    assertEquals(BuiltInRecipes.text(name).orElseThrow(), printed.out());
    Path mine = Files.writeString(folder.resolve("mine.yaml"), printed.out());
    Cli.Result result = Cli.run("run", mine.toString(), "--data", data.toString(), "--dry-run");
    assertEquals(0, result.code(), result.all());
  }
}
