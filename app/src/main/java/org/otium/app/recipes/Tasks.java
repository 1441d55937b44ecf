package org.otium.app.recipes;

import java.util.List;
import java.util.Optional;

/**
 * What recipes can do.
 *
 * @param all the tasks, each with a name of its own
 */
public record Tasks(List<Task> all) {
  /** Copies the list. */
  public Tasks {
    all = List.copyOf(all);
  }

  /**
   * The tasks of this program.
   *
   * @return all of them
   */
  public static Tasks builtIn() {
    return new Tasks(
        List.of(
            new FlowTask(),
            new DistanceTask(),
            new DistancesTask(),
            new LabelDistancesTask(),
            new InterpolateTask(),
            new TransferTask(),
            new DistillTask(),
            new KShotTask(),
            new ClassifyTask()));
  }

  /**
   * The task of a name.
   *
   * @param name what a recipe says
   * @return the task; empty if there is none
   */
  public Optional<Task> find(String name) {
    return all.stream().filter(task -> task.name().equals(name)).findFirst();
  }

  /**
   * The names.
   *
   * @return one a task
   */
  public List<String> names() {
    return all.stream().map(Task::name).toList();
  }
}
