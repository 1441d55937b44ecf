package org.otium.app.experiment;

import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.settings.Problem;
import org.otium.settings.SettingsException;

/** Finds out whether datasets exist, and says so like the problems of settings. */
final class DatasetProblems {
  private DatasetProblems() {}

  static void find(DatasetLibrary library, String where, Object reference, List<Problem> problems) {
    try {
      library.check(reference);
    } catch (SettingsException e) {
      for (Problem p : e.problems()) {
        String path = where + " " + p.path();
        problems.add(new Problem(path, p.message(), p.given(), p.allowed(), p.suggestion()));
      }
    } catch (InvalidInputException e) {
      String remedy = e.remedy().isEmpty() ? "" : ". " + e.remedy();
      problems.add(new Problem(where, e.what() + remedy, reference.toString(), "", ""));
    }
  }
}
