package org.otium.app.experiment.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.app.report.Spread;

/** Which particles are shown, at which steps, and where they were then. */
public final class ShownParticles {
  private static final int COLUMNS = 9;
  private static final int IMAGES_PER_CLASS = 10;
  private static final int MOST_CLASSES = 30;
  private static final int POINTS = 1500;

  private final int[] indices;
  private final SortedSet<Long> plan;
  private final NavigableMap<Long, Matrix> kept = new TreeMap<>();

  private ShownParticles(int[] indices, SortedSet<Long> plan) {
    this.indices = indices;
    this.plan = plan;
  }

  /**
   * Some particles of each class, and the steps at which they are drawn.
   *
   * @param source what flows
   * @param steps how many steps are made
   * @return nothing drawn yet
   */
  public static ShownParticles of(LabeledDataset source, long steps) {
    int[] indices = source.shape().isImage() ? firstOfEachClass(source) : spread(source.size());
    SortedSet<Long> plan = new TreeSet<>();
    for (int c = 0; c < COLUMNS; c++) {
      // Flows are fast at first, so the first steps are shown closer together.
      double along = (double) c / (COLUMNS - 1);
      plan.add(Math.round(steps * along * along));
    }
    return new ShownParticles(indices, plan);
  }

  private static int[] firstOfEachClass(LabeledDataset source) {
    List<Integer> chosen = new ArrayList<>();
    int[] positions = source.classPositions();
    int classes = Math.min(MOST_CLASSES, source.classIds().length);
    for (int c = 0; c < classes; c++) {
      int found = 0;
      for (int i = 0; i < positions.length && found < IMAGES_PER_CLASS; i++) {
        if (positions[i] == c) {
          chosen.add(i);
          found++;
        }
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] spread(int n) {
    int count = Math.min(n, POINTS);
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) ((long) i * n / count);
    }
    return chosen;
  }

  /** The shown particles as positions in the source, class by class for images. */
  int[] indices() {
    return indices.clone();
  }

  /** Whether a step is to be shown. */
  boolean shows(long step) {
    return plan.contains(step);
  }

  void keep(long step, LabeledDataset particles) {
    kept.put(step, particles.features().selectRows(indices));
  }

  /**
   * Takes over what was seen before an interruption.
   *
   * @param earlier features by step
   */
  public void restore(NavigableMap<Long, Matrix> earlier) {
    kept.putAll(earlier);
  }

  NavigableMap<Long, Matrix> kept() {
    return new TreeMap<>(kept);
  }

  /** At most as many steps as fit side by side, the first and the last among them. */
  List<Long> columns() {
    return Spread.over(new ArrayList<>(kept.keySet()), COLUMNS);
  }
}
