package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.otium.app.experiment.FlowRequest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.settings.Problem;

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
   * @return one line; empty if nothing is to be said
   */
  default String summary() {
    return "";
  }

  /**
   * What its settings hold, for editors.
   *
   * @return empty if nothing is known but {@link #keys()}
   */
  default Optional<Inputs> inputs() {
    return Optional.empty();
  }

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
     * All settings that hold datasets.
     *
     * @return their names
     */
    public List<String> all() {
      return Stream.concat(single.stream(), several.stream()).toList();
    }
  }

  /**
   * What can be set.
   *
   * @return the keys of its settings, datasets among them
   */
  List<String> keys();

  /**
   * Finds what is wrong with settings without making or reading anything.
   *
   * @param workspace what there is
   * @param settings a tree
   * @return every problem; empty if there is none
   */
  List<Problem> problems(Workspace workspace, Map<String, Object> settings);

  /**
   * Writes out every default.
   *
   * @param workspace what there is
   * @param settings a tree without problems
   * @return a tree that means the same in every working directory
   */
  Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings);

  /**
   * The pictures that runs are compared by.
   *
   * @return names of files in a run's folder, the best first; not all of them need to exist
   */
  List<String> pictures();

  /**
   * Does it.
   *
   * @param call what it is done with
   * @param settings a tree without problems
   * @param out a new folder
   * @return what came of it
   * @throws IOException if the folder cannot be written
   */
  Outcome start(Call call, Map<String, Object> settings, Path out) throws IOException;

  /**
   * Goes on where an earlier process ended, whatever it left, to the same result.
   *
   * @param call what it is done with
   * @param settings as for {@link #start}
   * @param folder the folder that {@link #start} was given
   * @return what came of it
   * @throws IOException if the folder cannot be read or written
   */
  Outcome resume(Call call, Map<String, Object> settings, Path folder) throws IOException;

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

  /**
   * What came of it.
   *
   * @param report the page to read
   * @param finished whether it came to its end
   * @param summary the outcome in a few lines
   * @param warnings what to keep in mind
   */
  record Outcome(Path report, boolean finished, List<String> summary, List<String> warnings) {}
}
