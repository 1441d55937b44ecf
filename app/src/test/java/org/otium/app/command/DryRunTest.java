package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;

/** What a plan says that a recipe takes. */
class DryRunTest {
  private static final String METHODS =
      "methods: [{label: a, functional: mmd, steps: 10}, {label: b, functional: otdd, steps: 10}]\n";

  /** A recipe of every task. */
  private static final Map<String, String> RECIPES =
      Map.of(
          "flow", "from: rings\nto: moons\n",
          "distance", "from: rings\nto: moons\n",
          "distances", "datasets: [rings, moons, 'rings{per-class: 20}']\n",
          "label-distances", "datasets: [rings, moons]\n",
          "interpolate", "target: moons\nfrom: [rings, 'rings{per-class: 20}']\n",
          "transfer",
              "target: moons\ntest: moons\nfrom: [rings, 'rings{per-class: 20}']\nsamples: 20\n",
          "distill", "to: 'glyphs{per-class: 20}'\nsteps: 10\n",
          "classify", "from: rings\ntest: rings\n",
          "k-shot", "target: moons\ntest: moons\nfrom: rings\n" + METHODS);

  @TempDir private Path folder;

  private JsonNode estimate(String task, String recipe) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), "task: " + task + "\n" + recipe);
    Cli.Result result = Cli.run("run", file.toString(), "--dry-run", "--json");
    assertEquals(0, result.code(), result.all());
    return new ObjectMapper().readTree(result.out()).path("runs").path(0).path("estimate");
  }

  @Test
  void everyTaskIsEstimated() throws IOException {
    for (Task task : Tasks.builtIn().all()) {
      String recipe = RECIPES.get(task.name());
      assertTrue(recipe != null, () -> "give this test a recipe of " + task.name());
      JsonNode estimate = estimate(task.name(), recipe);
      assertTrue(estimate.path("seconds").asDouble() > 0, task.name() + ": " + estimate);
      assertTrue(estimate.path("bytes").asDouble() > 0, task.name() + ": " + estimate);
      assertTrue(estimate.path("seconds").asDouble() < 600, task.name() + ": " + estimate);
    }
  }

  @Test
  void moreWorkTakesLonger() throws IOException {
    String distil = "to: 'glyphs{per-class: 20}'\n";
    assertLonger("distill", distil + "steps: 10\n", distil + "steps: 1000\n");
    assertLonger("distill", distil + "repeats: 1\n", distil + "repeats: 400\n");
    String shots = "target: 'moons{per-class: 300}'\ntest: moons\nfrom: rings\n" + METHODS;
    assertLonger("k-shot", shots + "shots: [1]\n", shots + "shots: [1, 200]\n");
    assertLonger("k-shot", shots + "repeats: 1\n", shots + "repeats: 50\n");
    assertLonger(
        "k-shot", shots, shots.replace("rings", "'rings{per-class: 3000}'") + "samples: 9000\n");
  }

  /** Those that need no data of the user's, on as many threads as they were measured with. */
  @Test
  void builtInRecipesAreEstimatedAsTheyWereMeasured() throws IOException {
    Pattern time = Pattern.compile("([0-9]+) (second|minute)s?");
    int known = 0;
    for (String name :
        List.of(
            "gaussian-dynamics",
            "gaussian-functionals",
            "toy-projection",
            "swiss-roll",
            "wow-rings")) {
      Cli.Result result = Cli.run("run", name, "--dry-run", "--json", "--threads", "2");
      assertEquals(0, result.code(), result.all());
      JsonNode plan = new ObjectMapper().readTree(result.out());
      Matcher takes = time.matcher(plan.path("takes").asText());
      if (takes.matches()) {
        double measured =
            Integer.parseInt(takes.group(1)) * (takes.group(2).equals("minute") ? 60.0 : 1);
        double seconds = 0;
        for (JsonNode run : plan.path("runs")) {
          seconds += run.path("estimate").path("seconds").asDouble();
        }
        String both = name + ": " + seconds + " s estimated, " + measured + " s measured";
        assertTrue(seconds < 3 * measured && measured < 3 * seconds, both);
        known++;
      }
    }
    assertTrue(known > 2, "recipes say what they take");
  }

  private void assertLonger(String task, String less, String more) throws IOException {
    double one = estimate(task, less).path("seconds").asDouble();
    double other = estimate(task, more).path("seconds").asDouble();
    assertTrue(other > one, task + ": " + one + " s, then " + other + " s");
  }
}
