package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.text.Numbers;

/**
 * Finds out which datasets can be compared, before any pair is: what is wrong with any of them is
 * told at once.
 *
 * @param work reads them
 * @param references the datasets: text or trees with a {@code name}
 * @param datasets how they are read
 * @param leaveOut whether those that cannot be read are left out
 */
record GroupLook(
    PairwiseWork work, List<?> references, ComparedDatasets datasets, boolean leaveOut) {
  /** Of more datasets than these it is not told of each that not all of it is used. */
  private static final int MOST_TOLD = 10;

  /** Something that is wrong with a dataset, as the user wrote that; empty if the message does. */
  private record Trouble(String dataset, String what, String remedy) {
    /** Beginning with the dataset where the message does not name it. */
    String named() {
      return what.contains(dataset) ? what : "'" + dataset + "': " + what;
    }
  }

  ComparedGroup group() {
    List<DatasetLook> looks = work.look();
    List<Trouble> damaged = new ArrayList<>();
    SortedMap<Integer, UsedDataset> found = new TreeMap<>();
    for (int k = 0; k < looks.size(); k++) {
      DatasetLook look = looks.get(k);
      if (look.found().isPresent()) {
        found.put(k, look.found().get());
      } else {
        damaged.add(new Trouble(text(k), look.what(), look.remedy()));
      }
    }
    List<Trouble> unfit = new ArrayList<>();
    Optional<PairsJob.Target> target =
        Optional.ofNullable(found.lastEntry())
            .map(Map.Entry::getValue)
            .map(last -> new PairsJob.Target(last.whole().shape(), last.whole().name()));
    if (target.isPresent()) {
      List<Integer> numbers = unprepared(found, target.get(), unfit);
      if (unfit.isEmpty() && (damaged.isEmpty() || leaveOut)) {
        prepare(found, target.get(), numbers, damaged);
      }
    }
    refuse(damaged, unfit);
    if (found.size() < 2) {
      throw new InvalidInputException(
          Numbers.counted(found.size(), "dataset") + " of " + references.size() + " can be read",
          "Two or more are needed; the first that cannot be read: " + damaged.getFirst().named());
    }
    List<String> warnings = new ArrayList<>();
    damaged.forEach(
        trouble ->
            warnings.add(
                "Left out: the dataset '" + trouble.dataset() + "', for " + trouble.what() + "."));
    warnings.addAll(
        unused(found.keySet().stream().map(number -> looks.get(number).leftOut()).toList()));
    return new ComparedGroup(references.size(), target.orElseThrow(), named(found), warnings);
  }

  /**
   * What is not used of datasets; of many in one line, but for those of which there is more to say.
   */
  private static List<String> unused(List<String> lines) {
    List<String> plain =
        lines.stream().filter(line -> line.endsWith(Preparation.BALANCED)).toList();
    if (plain.size() <= MOST_TOLD) {
      return lines.stream().filter(line -> !line.isEmpty()).toList();
    }
    List<String> told = new ArrayList<>();
    told.add(
        "Of "
            + Numbers.count(plain.size())
            + " datasets not all samples are used, equally many of each class.");
    lines.stream()
        .filter(line -> !line.isEmpty() && !line.endsWith(Preparation.BALANCED))
        .forEach(told::add);
    return told;
  }

  private String text(int number) {
    return DatasetLibrary.text(references.get(number));
  }

  /** Those that are compared as something else than they were read as. */
  private List<Integer> unprepared(
      SortedMap<Integer, UsedDataset> found, PairsJob.Target target, List<Trouble> unfit) {
    List<Integer> numbers = new ArrayList<>();
    found.forEach(
        (number, about) -> {
          try {
            boolean isResized =
                Preparation.isResized(
                    about.whole().name(),
                    about.whole().shape(),
                    target.shape(),
                    target.owner(),
                    datasets.resize());
            if (isResized || datasets.areTransformed()) {
              numbers.add(number);
            }
          } catch (InvalidInputException e) {
            unfit.add(new Trouble("", e.what(), e.remedy()));
          }
        });
    return numbers;
  }

  private void prepare(
      SortedMap<Integer, UsedDataset> found,
      PairsJob.Target target,
      List<Integer> numbers,
      List<Trouble> damaged) {
    for (Map.Entry<Integer, DatasetLook> look : work.prepare(target, numbers).entrySet()) {
      int number = look.getKey();
      DatasetLook prepared = look.getValue();
      if (prepared.found().isPresent()) {
        found.put(number, prepared.found().get());
      } else {
        found.remove(number);
        damaged.add(new Trouble(text(number), prepared.what(), prepared.remedy()));
      }
    }
  }

  private void refuse(List<Trouble> damaged, List<Trouble> unfit) {
    List<Trouble> refused = new ArrayList<>(leaveOut ? List.of() : damaged);
    refused.addAll(unfit);
    if (refused.isEmpty()) {
      return;
    }
    boolean isHelped = !leaveOut && !damaged.isEmpty() && unfit.isEmpty();
    if (refused.size() == 1) {
      Trouble only = refused.getFirst();
      throw new InvalidInputException(
          only.named(), isHelped ? sentence(only.remedy()) + "Or " + hint("it") : only.remedy());
    }
    String lines =
        refused.stream()
            .map(
                trouble -> "\n  " + trouble.named().replace("\n", "\n  ") + ". " + trouble.remedy())
            .distinct()
            .collect(Collectors.joining());
    throw new InvalidInputException(
        refused.size() + " of " + references.size() + " datasets cannot be compared:" + lines,
        isHelped
            ? "Nothing was computed. Mend them, or " + hint("them")
            : "Nothing was computed. Correct them all, or leave them out of the list; --leave-out-damaged leaves out those that cannot be read.");
  }

  private static String sentence(String remedy) {
    return remedy.isEmpty() ? "" : remedy + " ";
  }

  private static String hint(String which) {
    return "go on without "
        + which
        + ": add --leave-out-damaged (in a recipe, damaged: leave-out).";
  }

  /** Each with a name of its own. */
  private static SortedMap<Integer, UsedDataset> named(SortedMap<Integer, UsedDataset> found) {
    List<String> names =
        DatasetGroup.names(found.values().stream().map(about -> about.whole().name()).toList());
    SortedMap<Integer, UsedDataset> named = new TreeMap<>();
    for (Map.Entry<Integer, UsedDataset> entry : found.entrySet()) {
      UsedDataset about = entry.getValue();
      named.put(entry.getKey(), about.with(about.used().withName(names.get(named.size()))));
    }
    return named;
  }
}
