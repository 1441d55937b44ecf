package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/** Something that a recipe can do with settings: a flow, a comparison. Stateless. */
public interface Task {
  /**
   * The name that recipes use, which is also that of the command in the manifests of its runs.
   *
   * @return kebab-case
   */
  String name();

  /**
   * What it does.
   *
   * @return one line
   */
  String summary();

  /**
   * What its settings hold.
   *
   * @return datasets and a record
   */
  Inputs inputs();

  /**
   * What the settings of a task hold.
   *
   * @param settings the record of its settings but for the datasets
   * @param single settings that hold one dataset
   * @param several settings that hold a list of datasets
   * @param fewest how many datasets such a list holds at least; where one is enough, it need not
   *     stand in a list
   */
  record Inputs(
      Class<? extends Record> settings, List<String> single, List<String> several, int fewest) {
    /** Copies the lists. */
    public Inputs {
      single = List.copyOf(single);
      several = List.copyOf(several);
    }

    /**
     * The inputs of a task with single datasets.
     *
     * @param settings the record of its settings but for the datasets
     * @param single settings that hold one dataset
     * @return the inputs
     */
    public static Inputs of(Class<? extends Record> settings, String... single) {
      return new Inputs(settings, List.of(single), List.of(), 1);
    }

    /**
     * All settings that hold datasets.
     *
     * @return their names
     */
    public List<String> roles() {
      return Stream.concat(single.stream(), several.stream()).toList();
    }

    /**
     * What can be set.
     *
     * @return the keys of the settings, datasets first
     */
    public List<String> keys() {
      return Stream.concat(roles().stream(), SettingsSchema.of(settings).keys().stream()).toList();
    }

    /**
     * The settings without the datasets.
     *
     * @param tree all settings
     * @return what the record is made of
     */
    public Map<String, Object> others(Map<String, Object> tree) {
      Map<String, Object> others = new LinkedHashMap<>(tree);
      others.keySet().removeAll(roles());
      return others;
    }

    /**
     * One dataset.
     *
     * @param tree all settings
     * @param role which
     * @return text or a tree with a {@code name}; empty text if it is missing
     */
    public static Object one(Map<String, Object> tree, String role) {
      return tree.getOrDefault(role, "");
    }

    /**
     * A list of datasets; a single one need not stand in a list.
     *
     * @param tree all settings
     * @param role which
     * @return text or trees with a {@code name}
     */
    public static List<?> list(Map<String, Object> tree, String role) {
      Object given = one(tree, role);
      return given instanceof List<?> list ? list : given.equals("") ? List.of() : List.of(given);
    }
  }

  /**
   * Finds what is wrong with settings without making or reading anything.
   *
   * @param workspace what there is
   * @param settings a tree
   * @return every problem; empty if there is none
   */
  default List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    Inputs inputs = inputs();
    List<Problem> problems = new ArrayList<>();
    for (String role : inputs.single()) {
      ExperimentSettings.dataset(workspace, role, Inputs.one(settings, role), problems);
    }
    problems.addAll(
        ExperimentSettings.problems(workspace, inputs.settings(), inputs.others(settings)));
    return problems;
  }

  /**
   * Writes out every default.
   *
   * @param workspace what there is
   * @param settings a tree without problems
   * @return a tree that means the same in every working directory
   */
  default Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Inputs inputs = inputs();
    Map<String, Object> resolved = new LinkedHashMap<>();
    for (String role : inputs.single()) {
      resolved.put(role, workspace.library().anywhere(Inputs.one(settings, role)));
    }
    for (String role : inputs.several()) {
      List<?> datasets = Inputs.list(settings, role);
      resolved.put(role, datasets.stream().map(workspace.library()::anywhere).toList());
    }
    resolved.putAll(
        ExperimentSettings.resolved(workspace, inputs.settings(), inputs.others(settings)));
    return resolved;
  }

  /**
   * The pictures that runs are compared by.
   *
   * @return names of files in a run's folder, the best first; not all of them need to exist
   */
  default List<String> pictures() {
    return List.of();
  }

  /**
   * Whether a single run falls into pieces, so that several machines can make it together.
   *
   * @return true if it uses the cluster of its workspace itself
   */
  default boolean hasPieces() {
    return false;
  }

  /**
   * Does it.
   *
   * @param call what it is done with
   * @param settings a tree without problems
   * @param out a new folder
   * @return what came of it
   * @throws IOException if the folder cannot be written
   */
  RunOutcome start(Call call, Map<String, Object> settings, Path out) throws IOException;

  /**
   * Goes on where an earlier process ended, whatever it left, to the same result.
   *
   * @param call what it is done with
   * @param settings as for {@link #start}
   * @param folder the folder that {@link #start} was given
   * @return what came of it
   * @throws IOException if the folder cannot be read or written
   */
  RunOutcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException;

  /**
   * What a task is done with.
   *
   * @param workspace plugins, datasets and the machine
   * @param progress is told how it goes
   * @param stop ends it early
   * @param checkpoints when checkpoints are written, where there are any
   */
  record Call(
      Workspace workspace,
      Progress progress,
      StopSignal stop,
      FlowRequest.Checkpoints checkpoints) {}
}
