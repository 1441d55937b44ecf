package org.otium.app.experiment.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;

/** What a comparison began with, which it has to go on with. */
final class PlanFile {
  private static final int MOST_NAMED = 20;
  private static final String DATASETS = "datasets";
  private static final String PARTS = "parts";

  private PlanFile() {}

  /** Writes what a run begins with, or refuses to go on with other datasets. */
  static void requireSame(ClassesPlan plan) throws IOException {
    // Damaged files may be left out from now on.
    Map<String, Object> tree = plan.tree();
    for (Object input : JsonTree.list(tree, DATASETS)) {
      if (input instanceof Map<?, ?> entry && entry.get(PARTS) instanceof Map<?, ?> parts) {
        parts.remove("leave-out");
      }
    }
    String now = Json.write(tree);
    Path file = plan.files().plan();
    if (!Files.exists(file)) {
      AtomicFile.write(file, now);
    } else if (!Files.readString(file).equals(now)) {
      requireAllFiles(
          plan, JsonTree.list(Json.read(file), DATASETS), JsonTree.list(tree, DATASETS));
      throw changed(plan);
    }
    for (int k = 0; k < plan.datasets().size(); k++) {
      Path about = plan.files().about(k);
      if (Files.exists(about)) {
        requireSame(plan, k, AboutDataset.of(Files.readString(about)));
      }
    }
  }

  /** Files that are gone, or break off before their end, are named: they can be brought back. */
  private static void requireAllFiles(ClassesPlan plan, List<?> before, List<?> now) {
    List<String> gone = new ArrayList<>();
    for (int k = 0; k < Math.min(before.size(), now.size()); k++) {
      List<String> there = files(now.get(k));
      files(before.get(k)).stream().filter(file -> !there.contains(file)).forEach(gone::add);
    }
    if (!gone.isEmpty()) {
      throw new InvalidInputException(
          "the run in '"
              + plan.folder()
              + "' began with files that are gone now, or damaged so that they cannot be opened: "
              + String.join(", ", gone.subList(0, Math.min(MOST_NAMED, gone.size())))
              + (gone.size() > MOST_NAMED ? " and " + (gone.size() - MOST_NAMED) + " more" : ""),
          "Get them again and go on with --resume, or compare without them in another folder.");
    }
  }

  private static List<String> files(Object input) {
    return JsonTree.map(JsonTree.map(input).get(PARTS)).get("files") instanceof List<?> files
        ? files.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Of what is read file by file there may be too much to be read here. */
  private static void requireSame(ClassesPlan plan, int dataset, AboutDataset about)
      throws IOException {
    boolean isParted = plan.datasets().get(dataset).parts().isPresent();
    for (InputFile file : about.files()) {
      Path path = Path.of(file.path());
      // Folders of many files are one entry, whose name is no path.
      boolean isSame =
          !Files.isRegularFile(path)
              || (isParted
                  ? Files.size(path) == file.bytes()
                  : InputFile.at(path).equals(List.of(file)));
      if (!isSame) {
        throw changed(plan);
      }
    }
  }

  private static InvalidInputException changed(ClassesPlan plan) {
    return new InvalidInputException(
        "the datasets or settings are not those that the run in '" + plan.folder() + "' began with",
        "Restore them, or start again in another folder.");
  }
}
