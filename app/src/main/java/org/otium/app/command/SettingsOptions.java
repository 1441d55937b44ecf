package org.otium.app.command;

import java.util.ArrayList;
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
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new InvalidInputException(
            "--set '" + assignment + "' is no assignment", "Write --set path.to.setting=value.");
      }
      Object value = Yaml.value(assignment.substring(equals + 1));
      String path = assignment.substring(0, equals).strip();
      changed = SettingsTree.with(changed, path, value == null ? "" : value);
    }
    return changed;
  }
}
