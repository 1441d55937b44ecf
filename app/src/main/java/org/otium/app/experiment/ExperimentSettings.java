package org.otium.app.experiment;

import java.util.List;
import java.util.Map;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;

/** Looks at the settings of experiments on two datasets before any is run. */
public final class ExperimentSettings {
  private ExperimentSettings() {}

  /**
   * Finds what is wrong with settings, which may refer to the datasets {@code source} and {@code
   * target}.
   *
   * @param workspace what there is
   * @param type the record of the settings
   * @param tree the settings
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, Class<? extends Record> type, Map<String, Object> tree) {
    return binder(workspace).validate(type, tree);
  }

  /**
   * Writes out every default.
   *
   * @param workspace what there is
   * @param type the record of the settings
   * @param tree settings without problems
   * @return all settings
   */
  public static Map<String, Object> resolved(
      Workspace workspace, Class<? extends Record> type, Map<String, Object> tree) {
    return binder(workspace).resolve(type, tree);
  }

  private static SettingsBinder binder(Workspace workspace) {
    return new SettingsBinder(
        ExperimentContext.before(
            workspace.plugins(),
            workspace.library(),
            List.of(DatasetPair.SOURCE, DatasetPair.TARGET, DatasetPair.START, DatasetPair.END)));
  }

  /**
   * Finds out whether a dataset is given and exists.
   *
   * @param workspace what there is
   * @param role what the settings call it
   * @param reference text or a tree with a {@code name}; empty text if it is missing
   * @param problems where what is wrong is added
   */
  public static void dataset(
      Workspace workspace, String role, Object reference, List<Problem> problems) {
    DatasetProblems.required(workspace.library(), role, reference, problems);
  }
}
