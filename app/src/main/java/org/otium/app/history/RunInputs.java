package org.otium.app.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.InputFile;

/** The files that a run read, held against what lies there now. */
final class RunInputs {
  /** A folder of many files is one entry. */
  private static final Pattern FOLDER = Pattern.compile("(.*) \\([0-9]+ files\\)");

  private RunInputs() {}

  /**
   * Refuses to repeat a run whose input is not what it was.
   *
   * @throws InvalidInputException if a file is missing or another one; names all of them
   * @throws IOException if one cannot be read
   */
  static void check(PastRun run) throws IOException {
    List<String> faults = new ArrayList<>();
    for (String key : List.of("inputs", "other-inputs")) {
      if (run.manifest().get(key) instanceof Map<?, ?> inputs) {
        for (Object input : inputs.values()) {
          if (input instanceof Map<?, ?> entry && entry.get("files") instanceof List<?> files) {
            for (Object file : files) {
              if (file instanceof Map<?, ?> recorded) {
                check(recorded, faults);
              }
            }
          }
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidInputException(
          "the input of '" + run.folder() + "' is not what it was: " + String.join("; ", faults),
          "Put back what was read then, or run it anew with what is there.");
    }
  }

  private static void check(Map<?, ?> recorded, List<String> faults) throws IOException {
    String written = String.valueOf(recorded.get("path"));
    Matcher folder = FOLDER.matcher(written);
    Path path = Path.of(written);
    if (!Files.exists(path) && folder.matches()) {
      path = Path.of(folder.group(1));
    }
    if (!Files.exists(path)) {
      faults.add("'" + path + "' is missing");
      return;
    }
    List<InputFile> now = InputFile.at(path);
    String sha256 = String.valueOf(recorded.get("sha256"));
    if (now.stream().noneMatch(file -> file.sha256().equals(sha256))) {
      faults.add("'" + path + "' has changed since");
    }
  }
}
