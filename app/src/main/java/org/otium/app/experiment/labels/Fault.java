package org.otium.app.experiment.labels;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.Json;
import org.otium.data.parquet.DamagedFileException;

/**
 * Why a file or a dataset cannot be used. It is a result like any other, so that the statistics of
 * other datasets are found and kept, and all faults are told at once.
 *
 * @param isDamaged whether a file breaks off or is garbled, and can be left out
 * @param what what is wrong
 * @param remedy what to do
 */
record Fault(boolean isDamaged, String what, String remedy) {
  private static final int MOST = 20;
  private static final String FAULTS = "faults";

  static Fault of(InvalidInputException e) {
    return new Fault(e instanceof DamagedFileException, e.what(), e.remedy());
  }

  byte[] bytes() {
    return result(List.of(this));
  }

  /** Faults in place of the statistics of a dataset. */
  static byte[] result(List<Fault> faults) {
    List<Object> rows = new ArrayList<>();
    for (Fault fault : faults) {
      rows.add(List.of(Boolean.toString(fault.isDamaged), fault.what, fault.remedy));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(FAULTS, rows);
    return Json.compact(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** The faults that a result holds; none if it tells of statistics. */
  static List<Fault> in(byte[] result) {
    Map<String, Object> tree = Json.read(new String(result, StandardCharsets.UTF_8));
    List<Fault> faults = new ArrayList<>();
    for (Object row : AboutDataset.list(tree.get(FAULTS))) {
      List<String> words = AboutDataset.words(row);
      faults.add(new Fault(Boolean.parseBoolean(words.get(0)), words.get(1), words.get(2)));
    }
    return faults;
  }

  /**
   * Tells everything that is wrong.
   *
   * @param leavingOut how damaged files are left out; empty where they are already
   * @param after what else to say
   */
  static InvalidInputException told(
      List<Fault> faults, Optional<String> leavingOut, Optional<String> after) {
    Set<String> remedies = new LinkedHashSet<>();
    for (Fault fault : faults) {
      remedies.add(
          fault.isDamaged && leavingOut.isPresent()
              ? "Get the damaged files again, or " + leavingOut.get() + "."
              : fault.remedy);
    }
    after.ifPresent(remedies::add);
    String remedy = String.join(" ", remedies);
    if (faults.size() == 1) {
      return new InvalidInputException(faults.getFirst().what, remedy);
    }
    List<String> lines =
        new ArrayList<>(faults.stream().limit(MOST).map(Fault::what).distinct().toList());
    if (faults.size() > MOST) {
      lines.add("and " + (faults.size() - MOST) + " more");
    }
    return new InvalidInputException(
        "datasets cannot be used:\n  " + String.join("\n  ", lines), remedy);
  }
}
