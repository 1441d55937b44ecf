package org.otium.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.Yaml;
import org.otium.settings.SettingsTree;
import picocli.CommandLine.Option;

/** {@code --set}: any setting of an experiment by its path. */
final class SettingsOptions {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Any setting by its path; may be repeated.",
        "flow: --set functional.solver.epsilon=20",
        "flow: --set 'dynamics.optimizer={name: adam, step-size: 0.05}'",
        "distance: --set metric.solver.name=exact"
      })
  private List<String> assignments = new ArrayList<>();

  SettingsOptions() {}

  /** The tree with all assignments made, in the order given. */
  Map<String, Object> applied(Map<String, Object> tree) {
    Map<String, Object> changed = tree;
    for (Map.Entry<String, Object> set : byPath().entrySet()) {
      changed = SettingsTree.with(changed, set.getKey(), set.getValue());
    }
    return changed;
  }

  /** The assignments in the order given, the last one of each path. */
  Map<String, Object> byPath() {
    Map<String, Object> byPath = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new InvalidInputException(
            "--set '" + assignment + "' is no assignment", "Write --set path.to.setting=value.");
      }
      Object value = Yaml.value(assignment.substring(equals + 1));
      String path = assignment.substring(0, equals).strip();
      byPath.remove(path);
      byPath.put(path, value == null ? "" : value);
    }
    return byPath;
  }
}
