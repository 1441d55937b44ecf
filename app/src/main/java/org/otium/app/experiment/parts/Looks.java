package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.otium.app.experiment.Faults;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.text.ShellWord;

/**
 * What a look at all files found: the datasets that are left without damaged files, and what blocks
 * follow from.
 *
 * @param plan of whole files
 * @param seen the datasets, the target first
 * @param files what was found of each file of each dataset
 */
record Looks(PartsPlan plan, List<SeenDataset> seen, List<List<LookPieces.Seen>> files) {
  /** The files that nobody has looked at yet, or that were written since. */
  static List<String> missing(PartsPlan plan) throws IOException {
    List<String> keys = new ArrayList<>();
    for (int k = 0; k <= plan.from().size(); k++) {
      List<Path> files = plan.dataset(k).files();
      for (int f = 0; f < files.size(); f++) {
        Path look = plan.files().look(k, files.get(f));
        boolean isSeen = Files.exists(look);
        if (isSeen) {
          LookPieces.Seen seen = LookPieces.Seen.read(look);
          boolean isUsed =
              seen.fault() == LookPieces.Fault.NONE
                  || (seen.fault() == LookPieces.Fault.DAMAGED && plan.dataset(k).leavesOut());
          isSeen = isUsed && isAsSeen(files.get(f), seen);
        }
        if (!isSeen) {
          keys.add(LookPieces.key(k, f));
        }
      }
    }
    return keys;
  }

  private static boolean isAsSeen(Path file, LookPieces.Seen seen) throws IOException {
    return seen.bytes() == Files.size(file)
        && seen.modified() == Files.getLastModifiedTime(file).toMillis();
  }

  /**
   * Puts together what was found.
   *
   * @param warnings what was left out, to be added to
   * @throws org.otium.api.InvalidInputException if files cannot be used; names all of them
   */
  static Looks of(PartsPlan found, List<String> warnings) throws IOException {
    Faults faults = new Faults();
    List<PartedDataset> whole = new ArrayList<>();
    List<List<LookPieces.Seen>> all = new ArrayList<>();
    for (int k = 0; k <= found.from().size(); k++) {
      PartedDataset dataset = found.dataset(k);
      List<Integer> damaged = new ArrayList<>();
      List<LookPieces.Seen> rest = new ArrayList<>();
      for (int f = 0; f < dataset.files().size(); f++) {
        LookPieces.Seen seen = LookPieces.Seen.read(found.files().look(k, dataset.files().get(f)));
        switch (seen.fault()) {
          case NONE -> rest.add(seen);
          case DAMAGED -> {
            if (!dataset.leavesOut()) {
              faults.add(seen.why(), remedy(found.folder()));
            } else {
              damaged.add(f);
              warnings.add("Left out: " + seen.why() + ".");
            }
          }
          case WRONG -> faults.add(seen.why(), "Mend these files, and go on with --resume.");
        }
      }
      whole.add(damaged.size() < dataset.files().size() ? dataset.without(damaged) : dataset);
      all.add(rest);
    }
    faults.tell("files");
    PartsPlan plan =
        new PartsPlan(
            whole.getFirst(), whole.subList(1, whole.size()), found.settings(), found.folder());
    for (int k = 0; k < whole.size(); k++) {
      if (all.get(k).isEmpty()) {
        faults.add("every file of '" + whole.get(k).name() + "' is damaged", "Get them again.");
      }
    }
    faults.tell("files");
    List<SeenDataset> seen = new ArrayList<>();
    for (int k = 0; k < whole.size(); k++) {
      seen.add(SeenDataset.of(whole.get(k), all.get(k)));
    }
    forgetChanged(plan, all);
    return new Looks(plan, seen, all);
  }

  private static String remedy(Path folder) {
    return "Get the damaged files again, or go on without them: otium interpolate --resume "
        + ShellWord.quoted(folder)
        + " --leave-out-damaged --on ADDRESS.";
  }

  /** What was made of other files than these is not valid any more. */
  private static void forgetChanged(PartsPlan plan, List<List<LookPieces.Seen>> files)
      throws IOException {
    Path file = plan.files().whole();
    Map<String, Object> now = new LinkedHashMap<>();
    for (int k = 0; k <= plan.from().size(); k++) {
      Map<String, Object> dataset = new LinkedHashMap<>(plan.dataset(k).tree());
      // How damage is dealt with changes nothing where there is none.
      List.of("reference", "leave-out").forEach(dataset::remove);
      dataset.put("sha256", files.get(k).stream().map(LookPieces.Seen::sha256).toList());
      now.put(Integer.toString(k), Json.compact(dataset));
    }
    if (Files.exists(file)) {
      Map<String, Object> before = Json.read(file);
      for (int k = 0; k <= plan.from().size(); k++) {
        if (!Objects.equals(now.get(Integer.toString(k)), before.get(Integer.toString(k)))) {
          plan.files().forget(k);
        }
      }
      plan.files().make(plan.from().size());
    }
    AtomicFile.write(file, Json.write(now));
  }
}
