package org.otium.data.transforms;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * Which classes become one.
 *
 * @param groups the new classes, whose ids count from zero in this order
 */
public record GroupClassesSettings(
    @Setting(
            doc =
                "The new classes, whose ids count from zero in this order. Shares of soft labels are summed"
                    + " and scaled to one.")
        List<Group> groups) {
  /** Checks that each class and each name is in one place. */
  public GroupClassesSettings {
    groups = List.copyOf(groups);
    Set<String> names = new HashSet<>();
    Set<String> members = new HashSet<>();
    for (Group group : groups) {
      if (!names.add(group.label())) {
        throw new InvalidInputException(
            "two groups are called '" + group.label() + "'", "Give each group a name of its own.");
      }
      for (String member : group.classes()) {
        if (!members.add(member)) {
          throw new InvalidInputException(
              "class '" + member + "' is in two groups", "Name each class once.");
        }
      }
    }
    if (groups.isEmpty()) {
      throw new InvalidInputException("there are no groups", "Name at least one group.");
    }
  }

  /**
   * A new class.
   *
   * @param label what it is called
   * @param classes the classes that it is made of, by name or by id
   */
  public record Group(
      @Setting(doc = "What the new class is called.") String label,
      @Setting(doc = "The classes that it is made of, by name, or by id where none is called so.")
          List<String> classes) {
    /** Checks that there are classes. */
    public Group {
      classes = List.copyOf(classes);
      if (label.isBlank() || classes.isEmpty()) {
        throw new InvalidInputException(
            "a group needs a name and a class", "Give each group a name and at least one class.");
      }
    }
  }
}
