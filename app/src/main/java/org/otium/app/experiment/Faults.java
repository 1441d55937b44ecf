package org.otium.app.experiment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.data.parquet.DamagedFileException;

/**
 * What is wrong with several files or datasets, told at once. It is a result like any other, so
 * that what is found of others is kept.
 */
public final class Faults {
  private static final int MOST = 20;
  private static final String KEY = "faults";
  private final List<Fault> all = new ArrayList<>();

  /**
   * Why a file or a dataset cannot be used.
   *
   * @param isDamaged whether a file breaks off or is garbled, and can be left out
   * @param what what is wrong
   * @param remedy what to do
   */
  private record Fault(boolean isDamaged, String what, String remedy) {}

  /** Nothing is wrong. */
  public Faults() {}

  /** Adds what is wrong with a file or a dataset. */
  public void add(InvalidInputException e) {
    all.add(new Fault(e instanceof DamagedFileException, e.what(), e.remedy()));
  }

  /** Adds what is wrong, and what to do. */
  public void add(String what, String remedy) {
    all.add(new Fault(false, what, remedy));
  }

  /** Adds all of those. */
  public void addAll(Faults others) {
    all.addAll(others.all);
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether any is that a file is damaged, which can be left out. */
  public boolean areOfDamage() {
    return all.stream().anyMatch(Fault::isDamaged);
  }

  /** For another process of the program, in place of a result. */
  public byte[] bytes() {
    List<Object> rows =
        all.stream()
            .<Object>map(f -> List.of(Boolean.toString(f.isDamaged), f.what, f.remedy))
            .toList();
    return Json.compact(Map.of(KEY, rows)).getBytes(StandardCharsets.UTF_8);
  }

  /** Those that a result holds; none if it is another result. */
  public static Faults in(byte[] result) {
    Map<String, Object> tree = Json.read(new String(result, StandardCharsets.UTF_8));
    Faults faults = new Faults();
    if (tree.containsKey(KEY)) {
      for (Object row : JsonTree.list(tree, KEY)) {
        List<?> words = (List<?>) row;
        faults.all.add(
            new Fault(
                Boolean.parseBoolean(String.valueOf(words.get(0))),
                String.valueOf(words.get(1)),
                String.valueOf(words.get(2))));
      }
    }
    return faults;
  }

  /**
   * Does nothing if nothing is wrong.
   *
   * @param of what cannot be used where there are several: files or datasets
   * @throws InvalidInputException that names everything
   */
  public void tell(String of) {
    if (!all.isEmpty()) {
      throw told(of, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Everything that is wrong.
   *
   * @param of what cannot be used where there are several: files or datasets
   * @param leavingOut how damaged files are left out; empty where they are already
   * @param after what else to say
   */
  public InvalidInputException told(
      String of, Optional<String> leavingOut, Optional<String> after) {
    Set<String> remedies = new LinkedHashSet<>();
    for (Fault fault : all) {
      remedies.add(
          fault.isDamaged && leavingOut.isPresent()
              ? "Get the damaged files again, or " + leavingOut.get() + "."
              : fault.remedy);
    }
    after.ifPresent(remedies::add);
    String remedy = String.join(" ", remedies);
    if (all.size() == 1) {
      return new InvalidInputException(all.getFirst().what, remedy);
    }
    List<String> lines =
        new ArrayList<>(all.stream().limit(MOST).map(Fault::what).distinct().toList());
    if (all.size() > MOST) {
      lines.add("and " + (all.size() - MOST) + " more");
    }
    return new InvalidInputException(
        of + " cannot be used:\n  " + String.join("\n  ", lines), remedy);
  }
}
