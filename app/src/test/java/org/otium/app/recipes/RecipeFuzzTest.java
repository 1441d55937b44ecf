package org.otium.app.recipes;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.MethodSource;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.flow.FlowSettings;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.settings.SettingsBinder;

/** Whatever is written as YAML, it is read and bound or said to be wrong. */
class RecipeFuzzTest {
  private static final SettingsBinder BINDER =
      new SettingsBinder(
          PluginRegistry.discover(List.of()).context(TestMachine.compute(), DatasetLookup.none()));

  static Stream<byte[]> recipes() {
    return Stream.of(
            "steps: 3\nfunctional:\n  name: sum\n  terms:\n    - {functional: otdd, weight: 2.5}\n",
            "dynamics: {name: fd, optimizer: {name: adam, step-size: 0.1}}\nseed: 7\n",
            "variants: {a: {steps: 2}, b: }\nsweep: {seed: [1, 2]}\n",
            "task: flow\nfrom: 'rings{per-class: 3}'\nto: moons\nevaluate: {classifier: k-nn}\n",
            "a: &a [x, x]\nb: *a\n",
            "a: &a [*a]\n",
            "&a {? *a : 1}\n",
            "a: !!java.net.URL [http://localhost]\n",
            "[".repeat(3000),
            "{a: ".repeat(3000),
            "steps: 1e99999\nseed: 0x\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refusesOrReads(byte[] content, Runnable read) {
    Assumptions.assumeTrue(content != null);
    try {
      read.run();
    } catch (InvalidInputException e) {
      if (e.what().isBlank()) {
        throw new AssertionError("nothing is told", e);
      }
    }
  }

  @MethodSource("recipes")
  @FuzzTest(maxDuration = "60s")
  void recipe(byte[] content) {
    refusesOrReads(
        content,
        () -> {
          RecipeText text = RecipeText.parse("r.yaml", new String(content, StandardCharsets.UTF_8));
          RecipeReader reader = new RecipeReader("r", text, Tasks.builtIn(), Set.of());
          reader.read(text.tree());
          assertNotNull(reader.problems().toString());
        });
  }

  @MethodSource("recipes")
  @FuzzTest(maxDuration = "60s")
  void settings(byte[] content) {
    refusesOrReads(
        content,
        () -> {
          Map<String, Object> tree =
              RecipeText.parse("r.yaml", new String(content, StandardCharsets.UTF_8)).tree();
          BINDER.validate(FlowSettings.class, tree);
        });
  }

  @MethodSource("recipes")
  @FuzzTest(maxDuration = "60s")
  void value(byte[] content) {
    refusesOrReads(content, () -> Yaml.plugin(new String(content, StandardCharsets.UTF_8)));
    refusesOrReads(content, () -> Yaml.value(new String(content, StandardCharsets.UTF_8)));
  }
}
