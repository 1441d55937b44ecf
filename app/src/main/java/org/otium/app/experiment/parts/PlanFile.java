package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;

/** What a run began with, which it has to go on with. */
final class PlanFile {
  private PlanFile() {}

  /**
   * Writes what a run begins with, or refuses to go on with other datasets. Where damaged files are
   * left out there may be fewer files than before.
   */
  static void requireSame(PartsPlan plan) throws IOException {
    WorkFiles files = plan.files();
    files.make(plan.from().size());
    if (!Files.exists(files.plan())) {
      AtomicFile.write(files.plan(), Json.write(plan.tree()));
      return;
    }
    Map<String, Object> before = Json.read(files.plan());
    Map<String, Object> now = Json.read(Json.write(plan.tree()));
    boolean same =
        before.get("settings") instanceof Map<?, ?> settings
            && settings.equals(now.get("settings"))
            && isSame(JsonTree.map(before.get("target")), JsonTree.map(now.get("target")))
            && JsonTree.list(before, "from").size() == plan.from().size();
    for (int k = 0; same && k < plan.from().size(); k++) {
      same =
          isSame(
              JsonTree.map(JsonTree.list(before, "from").get(k)),
              JsonTree.map(JsonTree.list(now, "from").get(k)));
    }
    if (!same) {
      throw new InvalidInputException(
          "the datasets or settings are not those that the run in '"
              + plan.folder()
              + "' began with",
          "Restore them, or start again in another folder.");
    }
  }

  private static boolean isSame(Map<String, Object> before, Map<String, Object> now) {
    Map<Object, Object> had = rows(before);
    Map<Object, Object> has = rows(now);
    boolean leavesOut = Boolean.TRUE.equals(now.get("leave-out"));
    boolean areThere = leavesOut ? had.entrySet().containsAll(has.entrySet()) : had.equals(has);
    return areThere && rest(before).equals(rest(now));
  }

  private static Map<Object, Object> rows(Map<String, Object> dataset) {
    List<?> files = JsonTree.list(dataset, "files");
    List<?> rows = JsonTree.list(dataset, "rows");
    Map<Object, Object> all = new LinkedHashMap<>();
    for (int f = 0; f < files.size(); f++) {
      all.put(files.get(f), rows.get(f));
    }
    return all;
  }

  private static Map<String, Object> rest(Map<String, Object> dataset) {
    Map<String, Object> rest = new LinkedHashMap<>(dataset);
    List.of("files", "rows", "reference", "leave-out").forEach(rest::remove);
    return rest;
  }
}
