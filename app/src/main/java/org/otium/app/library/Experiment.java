package org.otium.app.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.runs.Json;
import org.otium.settings.SettingsTree;

/**
 * What a recipe says, said in Java: a task, its settings, and what is varied. Immutable; each
 * method gives a new experiment.
 *
 * <pre>{@code
 * Experiment.of("flow")
 *     .set("from", "rings").set("to", "moons").set("steps", 200)
 *     .variant("plain", Map.of("dynamics", "fd"))
 *     .sweep("functional.solver.epsilon", 0.01, 0.1, 1)
 * }</pre>
 */
public final class Experiment {
  private static final String VARIANTS = "variants";
  private static final String SWEEP = "sweep";

  private final Map<String, Object> settings;
  private final Map<String, Object> variants;
  private final Map<String, Object> sweep;

  private Experiment(
      Map<String, Object> settings, Map<String, Object> variants, Map<String, Object> sweep) {
    this.settings = settings;
    this.variants = variants;
    this.sweep = sweep;
  }

  /**
   * An experiment that says only what is done.
   *
   * @param task the name of a task: {@code flow}, {@code distance}, {@code interpolate}, …
   * @return an experiment without settings
   */
  public static Experiment of(String task) {
    return new Experiment(Map.of("task", task), Map.of(), Map.of());
  }

  /**
   * Sets something.
   *
   * @param path a setting, or a path into one: {@code functional.solver.epsilon}
   * @param value text, a number, a boolean, a list, or a map with {@code name} for a plugin with
   *     settings
   * @return a new experiment
   */
  public Experiment set(String path, Object value) {
    return new Experiment(SettingsTree.with(settings, path, value), variants, sweep);
  }

  /**
   * Adds a run with settings of its own.
   *
   * @param name what it is called
   * @param sets what it sets, by path
   * @return a new experiment
   */
  public Experiment variant(String name, Map<String, ?> sets) {
    return new Experiment(settings, with(variants, name, new LinkedHashMap<>(sets)), sweep);
  }

  /**
   * Runs everything with each of several values.
   *
   * @param path a setting, or a path into one
   * @param values what it is set to
   * @return a new experiment
   */
  public Experiment sweep(String path, Object... values) {
    return new Experiment(settings, variants, with(sweep, path, List.of(values)));
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  /** What messages call it. */
  String name() {
    return String.valueOf(settings.getOrDefault("title", "experiment"));
  }

  /**
   * The same experiment as a recipe.
   *
   * @return JSON, which is YAML too
   */
  public String text() {
    Map<String, Object> tree = new LinkedHashMap<>(settings);
    if (!variants.isEmpty()) {
      tree.put(VARIANTS, variants);
    }
    if (!sweep.isEmpty()) {
      tree.put(SWEEP, sweep);
    }
    return Json.write(tree);
  }
}
