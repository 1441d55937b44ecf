package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.ExperimentSettings;
import org.otium.app.experiment.Workspace;
import org.otium.settings.Problem;
import org.otium.settings.SettingsSchema;

/** The settings of what is done with two datasets: {@code from}, {@code to} and a record. */
final class PairSettings {
  private static final String FROM = "from";
  private static final String TO = "to";
  private final Class<? extends Record> type;

  PairSettings(Class<? extends Record> type) {
    this.type = type;
  }

  static Object from(Map<String, Object> settings) {
    return settings.getOrDefault(FROM, "");
  }

  static Object to(Map<String, Object> settings) {
    return settings.getOrDefault(TO, "");
  }

  static Map<String, Object> others(Map<String, Object> settings) {
    Map<String, Object> others = new LinkedHashMap<>(settings);
    others.remove(FROM);
    others.remove(TO);
    return others;
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(FROM, TO));
    keys.addAll(SettingsSchema.of(type).keys());
    return keys;
  }

  List<Problem> problems(Workspace workspace, Map<String, Object> settings) {
    List<Problem> problems = new ArrayList<>();
    for (String role : List.of(FROM, TO)) {
      Object reference = settings.getOrDefault(role, "");
      if (reference.equals("")) {
        problems.add(new Problem(role, "must be given", "", "a dataset", ""));
      } else {
        ExperimentSettings.datasetProblems(workspace, role, reference, problems);
      }
    }
    problems.addAll(ExperimentSettings.problems(workspace, type, others(settings)));
    return problems;
  }

  Map<String, Object> resolved(Workspace workspace, Map<String, Object> settings) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    resolved.put(FROM, workspace.library().anywhere(from(settings)));
    resolved.put(TO, workspace.library().anywhere(to(settings)));
    resolved.putAll(ExperimentSettings.resolved(workspace, type, others(settings)));
    return resolved;
  }
}
