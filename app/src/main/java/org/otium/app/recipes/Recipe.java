package org.otium.app.recipes;

import java.util.List;
import java.util.Map;

/**
 * An experiment as a file says it: a task, its settings, and what is varied.
 *
 * @param name what it is called; names its folder
 * @param title what it shows, in one line
 * @param figure the figure of a paper that it repeats; empty if there is none
 * @param takes how long it takes, and where that was measured; empty if it was not
 * @param task the name of a {@link Task}
 * @param scale which of its sizes it has; the task's settings have those of {@code small}
 * @param scales what each other size sets, by its name
 * @param settings settings of the task that all runs share
 * @param paper what a paper reports of it
 * @param variants what each variant sets, by its name, in their order; empty if there are none
 * @param sweep the values that each key takes; empty if nothing is swept
 */
public record Recipe(
    String name,
    String title,
    String figure,
    String takes,
    String task,
    String scale,
    Map<String, Map<String, Object>> scales,
    Map<String, Object> settings,
    Paper paper,
    Map<String, Map<String, Object>> variants,
    Map<String, List<Object>> sweep) {
  /**
   * Whether it has its own sizes and not those of another scale, so that what it takes is known.
   *
   * @return whether no other scale was chosen
   */
  public boolean isSmall() {
    return scale.equals(RecipeReader.SMALL);
  }

  /**
   * Whether it is a single run.
   *
   * @return whether nothing is varied
   */
  public boolean isSingle() {
    return variants.isEmpty() && sweep.isEmpty();
  }
}
