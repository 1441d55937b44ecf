package org.otium.app.experiment;

import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.settings.Problem;
import org.otium.settings.SettingsException;

/** Finds out whether datasets exist, and says so like the problems of settings. */
public final class DatasetProblems {
  private DatasetProblems() {}

  /** Finds out whether a dataset is given and exists. */
  public static void required(
      DatasetLibrary library, String where, Object reference, List<Problem> problems) {
    if (reference.equals("")) {
      problems.add(new Problem(where, "must be given", "", "a dataset", ""));
    } else {
      find(library, where, reference, problems);
    }
  }

  /** Finds out whether datasets are given and exist. */
  public static void oneOrMore(
      DatasetLibrary library, String where, List<?> references, List<Problem> problems) {
    if (references.isEmpty()) {
      problems.add(new Problem(where, "must be given", "", "one or more datasets", ""));
    }
    for (int k = 0; k < references.size(); k++) {
      find(library, where + "[" + k + "]", references.get(k), problems);
    }
  }

  public static void find(
      DatasetLibrary library, String where, Object reference, List<Problem> problems) {
    try {
      library.check(reference);
    } catch (SettingsException e) {
      for (Problem p : e.problems()) {
        // In a tree the settings of a generator stand below its role, as those of a plugin do.
        int dot = p.path().indexOf('.');
        boolean isTree = reference instanceof Map && dot >= 0;
        String path = where + (isTree ? p.path().substring(dot) : " " + p.path());
        problems.add(new Problem(path, p.message(), p.given(), p.allowed(), p.suggestion()));
      }
    } catch (InvalidInputException e) {
      String remedy = e.remedy().isEmpty() ? "" : ". " + e.remedy();
      problems.add(new Problem(where, e.what() + remedy, reference.toString(), "", ""));
    }
  }
}
