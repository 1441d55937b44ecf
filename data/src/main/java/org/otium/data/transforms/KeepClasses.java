package org.otium.data.transforms;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.otium.api.DatasetTransform;
import org.otium.api.LabeledDataset;

/**
 * Samples of some classes, which keep their ids and names. Soft labels keep their shares of these
 * classes, scaled to one; samples without any are left out. Flows and interpolations transform the
 * samples that they have drawn, so that fewer are left than were asked for.
 */
public final class KeepClasses implements DatasetTransform {
  private final KeepClassesSettings settings;

  /**
   * Makes the transform.
   *
   * @param settings which classes
   */
  public KeepClasses(KeepClassesSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    NamedClasses classes = NamedClasses.of(dataset);
    Map<Integer, Integer> kept = new TreeMap<>();
    for (String name : settings.classes()) {
      int id = classes.id(name);
      kept.put(id, id);
    }
    Map<Integer, String> names =
        dataset.classNames().entrySet().stream()
            .filter(named -> kept.containsKey(named.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return classes.relabeled(kept, names);
  }
}
