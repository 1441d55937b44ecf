package org.otium.data.transforms;

import java.util.Map;
import java.util.TreeMap;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/**
 * Classes that are joined to new ones, such as breeds to cats and dogs. What belongs to none of
 * them is left out; shares of soft labels are summed and scaled to one.
 */
public final class GroupClasses implements DatasetTransform {
  private final GroupClassesSettings settings;

  /**
   * Makes the transform.
   *
   * @param settings which classes become one
   */
  public GroupClasses(GroupClassesSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    NamedClasses classes = NamedClasses.of(dataset);
    Map<Integer, Integer> groupOf = new TreeMap<>();
    Map<Integer, String> names = new TreeMap<>();
    for (GroupClassesSettings.Group group : settings.groups()) {
      int id = names.size();
      names.put(id, group.label());
      for (String member : group.classes()) {
        if (groupOf.put(classes.id(member), id) != null) {
          throw new InvalidInputException(
              "class '" + member + "' of '" + dataset.name() + "' is named twice, by name and id",
              "Name each class once.");
        }
      }
    }
    return classes.relabeled(groupOf, names);
  }
}
