package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.app.recipes.BuiltInRecipes;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema says of a recipe what the program says of it. */
class SchemaCommandTest {
  /** The schema knows the plugins that are there, and those of networks are not in these tests. */
  private static final Set<String> OF_NETWORKS =
      Set.of(
          "neural-map",
          "neural-mixture",
          "classifiers",
          "dd-k-shot",
          "dd-one-model",
          "dd-oracle",
          "dd-repurposing",
          "distillation",
          "gg-table2",
          "nist-simplex",
          "nist-transfer",
          "wow-k-shot");

  private static JsonNode document;
  private static Schema schema;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    Cli.Result result = Cli.run("schema");
    assertEquals(0, result.code(), result.all());
    document = new JsonMapper().readTree(result.out());
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(document);
  }

  private static List<Error> faults(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    Object tree = new Load(settings).loadFromString(yaml);
    return schema.validate(new JsonMapper().valueToTree(tree));
  }

  private Cli.Result planned(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), yaml);
    return Cli.run("run", file.toString(), "--dry-run");
  }

  static List<String> builtIn() {
    return BuiltInRecipes.names().stream().filter(name -> !OF_NETWORKS.contains(name)).toList();
  }

  static List<String> tasks() {
    return Tasks.builtIn().names();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void recipesThatComeWithTheProgramAreValid(String name) {
    assertEquals(List.of(), faults(BuiltInRecipes.text(name).orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everyTaskSaysWhatItsSettingsHold(String name) {
    Task task = Tasks.builtIn().find(name).orElseThrow();
    assertFalse(task.summary().isEmpty(), name + " says nothing of itself");
    JsonNode properties = document.get("$defs").get("task." + name).get("properties");
    for (String key : task.inputs().keys()) {
      assertTrue(properties.has(key), name + " " + key);
    }
  }

  /** Recipes in which nothing is wrong. */
  static List<String> sound() {
    return List.of(
        "{from: rings, to: moons}",
        "{from: rings, to: {name: moons, per-class: 9}, dynamics: {optimizer: {step-size: 0.5}}}",
        "{from: rings, to: moons, functional: {name: otdd, solver: {epsilon: 0.05 * max cost}}}",
        "{task: distance, from: rings, to: moons, metric: {solver: exact}}",
        "{task: distances, datasets: [rings, moons, 'rings{noise: 0.2}']}",
        "{task: label-distances, datasets: rings, label-distance: means}",
        "{task: label-distances, datasets: [rings, moons], covariances: diagonal}",
        "{task: interpolate, target: rings, from: moons, weights: [1]}",
        "{from: rings, to: moons, metric: , target-particles: }",
        "{from: rings, variants: {a: {to: moons}, b: {to: {name: rings, noise: 0.2}}}}",
        "{from: rings, to: moons, functional: ball,"
            + " variants: {a: , b: {functional: {radius: 2}, dynamics.optimizer.step-size: 0.1}}}",
        "{from: rings, to: moons, sweep: {seed: [1, 2], dynamics.optimizer: [adam, sgd]}}");
  }

  @ParameterizedTest
  @MethodSource("sound")
  void soundRecipesPassBoth(String yaml) throws IOException {
    Cli.Result planned = planned(yaml);
    assertEquals(0, planned.code(), planned.all());
    assertEquals(List.of(), faults(yaml));
  }

  /** Recipes in which something is wrong. */
  static List<String> broken() {
    return List.of(
        "{from: rings}",
        "{task: flows, from: rings, to: moons}",
        "{from: rings, to: moons, stepps: 3}",
        "{from: rings, to: moons, steps: many}",
        "{from: rings, to: moons, steps: -1}",
        "{from: rings, to: moons, resize: maybe}",
        "{from: rings, to: moons, functional: otd}",
        "{from: rings, to: moons, functional: {name: otdd, solver: {epsilonn: 1}}}",
        "{from: rings, to: moons, functional: {name: otdd, solver: {name: sinkhorn, epsilon: []}}}",
        "{from: rings, to: moons, functional: [otdd]}",
        "{from: rings, to: moons, functional: {name: sum, terms: [{functional: otdd, weigth: 2}]}}",
        "{from: rings, to: moons, dynamics: {name: fd, optimizer: {name: adam, step-size: -1}}}",
        "{from: {name: rings, noize: 1}, to: moons}",
        "{from: [rings, moons], to: moons}",
        "{from: rings, to: moons, from-transforms: resize}",
        "{task: distance, from: rings, to: moons, steps: 3}",
        "{task: distances, datasets: [rings]}",
        "{task: label-distances, datasets: [rings], covariances: half}",
        "{task: interpolate, target: rings}",
        "{from: rings, to: moons, variants: {a: {stepps: 3}}}",
        "{from: rings, to: moons, variants: {a: {dynamix.optimizer: adam}}}",
        "{from: rings, to: moons, variants: {'../a': {steps: 3}}}",
        "{from: rings, to: moons, variants: [a, b]}",
        "{from: rings, to: moons, variants: {a: {steps: soon}}}",
        "{from: rings, to: moons, sweep: {seed: 3}}",
        "{from: rings, to: moons, sweep: {seed: [one]}}",
        "{from: rings, to: moons, sweep: {sead: [1]}}");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenRecipesFailBoth(String yaml) throws IOException {
    Cli.Result planned = planned(yaml);
    assertEquals(2, planned.code(), planned.all());
    assertFalse(faults(yaml).isEmpty(), "the schema accepts " + yaml);
  }

  @Test
  void namesComeWithWhatTheyMean() {
    JsonNode solvers = document.get("$defs").get("ot-solver").get("oneOf");
    boolean isTold = false;
    for (JsonNode one : solvers) {
      isTold |= one.path("const").asText().equals("exact") && one.has("description");
    }
    assertTrue(isTold, solvers.toString());
    JsonNode steps = document.at("/$defs/task.flow/properties/steps");
    assertEquals(100, steps.get("default").asInt(), steps.toString());
    assertTrue(steps.has("description"));
  }
}
