package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.transfer.TransferExperiment;
import org.otium.app.experiment.transfer.TransferNumbers;
import org.otium.app.report.BesidePaper;
import org.otium.app.report.RecipeReport;
import org.otium.app.report.ReportContent;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/** Puts runs side by side from what they left: as a page, and as a table for the terminal. */
public final class SideBySide {
  private final List<Shown> runs;
  private final Map<String, RunRecord> records = new LinkedHashMap<>();
  private final List<String> measures;

  /**
   * One run.
   *
   * @param name what it is called beside the others; no other run has that name
   * @param folder where it lies, whether or not it was begun
   * @param settings what decides its outcome
   * @param failure why it could not come to its end; empty if that is not known to be so
   * @param pictures the files in its folder that it is compared by, the best first
   * @param group what runs are called together that differ in their seed alone, and whose mean is
   *     shown; empty if it stands alone
   */
  public record Shown(
      String name,
      Path folder,
      Map<String, Object> settings,
      String failure,
      List<String> pictures,
      String group) {
    /** Copies the list. */
    public Shown {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * What the page says about all runs.
   *
   * @param kind what brings them together, in a word
   * @param title what they show
   * @param figure the figure of a paper that they repeat; empty if there is none
   * @param paper what a paper reports of them
   * @param what of what task they are, in words
   * @param folder where the page lies, which its links start from
   * @param machine versions and the machine
   * @param commandLine what was typed
   */
  public record About(
      String kind,
      String title,
      String figure,
      Paper paper,
      String what,
      Path folder,
      Map<String, String> machine,
      String commandLine) {}

  /**
   * Reads what runs left.
   *
   * @param runs the runs
   * @throws IOException if their folders cannot be read
   */
  public SideBySide(List<Shown> runs) throws IOException {
    this.runs = List.copyOf(runs);
    Set<String> names = new LinkedHashSet<>();
    for (Shown run : runs) {
      RunRecord found = RunRecord.of(run.folder());
      records.put(run.name(), found);
      names.addAll(found.result().keySet());
    }
    // Shown beside the mean.
    names.removeIf(name -> name.endsWith(TransferExperiment.DEVIATION));
    this.measures = List.copyOf(names);
  }

  /**
   * The runs of a recipe.
   *
   * @param runs what its manifest says
   * @param task what they do
   * @param folder the folder of the recipe
   */
  static SideBySide of(RecipeRuns runs, Task task, Path folder) throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (RecipeRuns.Run run : runs.all()) {
      Path own = folder.resolve(run.name());
      shown.add(
          new Shown(run.name(), own, run.settings(), run.failure(), task.pictures(), run.group()));
    }
    return new SideBySide(shown);
  }

  RunRecord found(Shown run) {
    return records.getOrDefault(
        run.name(), new RunRecord(false, false, Map.of(), Set.of(), Set.of(), 0));
  }

  /** Whether a measure is called after a method or a dataset, whose name stays as it is. */
  private boolean isName(String measure) {
    return measure.indexOf(' ') >= 0
        || records.values().stream().anyMatch(found -> found.names().contains(measure));
  }

  /** Measures that are kebab-case become words. */
  private String words(String measure) {
    return isName(measure) ? measure : measure.replace('-', ' ');
  }

  /** A measure as the head of a column. */
  String heading(String measure) {
    String words = words(measure);
    if (isName(measure)) {
      return words;
    }
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** What was measured: of a run, or the means over its seeds and how far single runs are off. */
  private Map<String, Double> result(Line line) {
    if (!line.isMean()) {
      return found(line.first()).result();
    }
    Map<String, Double> means = new LinkedHashMap<>();
    for (String measure : measures) {
      double[] values =
          line.runs().stream()
              .map(run -> found(run).result())
              .filter(result -> result.containsKey(measure))
              .mapToDouble(result -> result.getOrDefault(measure, 0.0))
              .toArray();
      if (values.length > 0) {
        TransferNumbers.Spread spread = TransferNumbers.Spread.of(values);
        means.put(measure, spread.mean());
        if (values.length > 1) {
          means.put(measure + TransferExperiment.DEVIATION, spread.deviation());
        }
      }
    }
    return means;
  }

  /** Whether any run has measured anything. */
  boolean isMeasured() {
    return !measures.isEmpty();
  }

  /**
   * What was measured, for programs.
   *
   * @return numbers by name, by run and by what runs with several seeds share; deviations beside
   *     their means
   */
  Map<String, Object> outcome() {
    Map<String, Object> outcome = new LinkedHashMap<>();
    Line.all(runs).forEach(line -> outcome.put(line.name(), result(line)));
    return outcome;
  }

  List<String> cells(Line line) {
    List<String> cells = new ArrayList<>();
    Map<String, Double> result = result(line);
    for (String measure : measures) {
      Double value = result.get(measure);
      Double deviation = result.get(measure + TransferExperiment.DEVIATION);
      boolean isShare = line.runs().stream().anyMatch(run -> found(run).shares().contains(measure));
      cells.add(value == null ? "" : cell(value, deviation, isShare));
    }
    return cells;
  }

  /** A number and its deviation; a share in percent, with the digit that tables of them have. */
  private static String cell(double value, @Nullable Double deviation, boolean isShare) {
    if (!isShare) {
      return deviation == null ? Numbers.value(value) : Numbers.spread(value, deviation);
    }
    String spread = deviation == null ? "" : Numbers.PLUS_MINUS + Numbers.fixed(100 * deviation, 1);
    return Numbers.fixed(100 * value, 1) + spread + "\u00a0%";
  }

  String note(Line line) {
    if (line.isMean()) {
      return result(line).isEmpty() ? "not finished yet" : "";
    }
    Shown run = line.first();
    RunRecord found = found(run);
    return found.finished()
        ? ""
        : !run.failure().isEmpty()
            ? run.failure()
            : found.exists() ? "not finished yet" : "not begun yet";
  }

  /** What a line is called, with the number of seeds behind a mean. */
  String title(Line line) {
    if (!line.isMean()) {
      return line.name();
    }
    int all = line.runs().size();
    long there = line.runs().stream().filter(run -> found(run).finished()).count();
    return line.name() + ", " + (there < all ? there + " of " : "") + all + " seeds";
  }

  /**
   * What was measured.
   *
   * @return one line a run, and one line for its mean over several seeds; or one line a measure
   *     where there are many
   */
  public String table() {
    return RecipeReport.isTall(measures.size()) ? tallTable() : wideTable();
  }

  /** One line a measure. */
  private String tallTable() {
    List<Line> lines = Line.all(runs);
    TextTable table = new TextTable("l" + "r".repeat(lines.size()));
    List<List<String>> columns = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    for (Line line : lines) {
      head.add(title(line));
      columns.add(cells(line));
    }
    table.row(head.toArray(String[]::new));
    for (int k = 0; k < measures.size(); k++) {
      int measure = k;
      List<String> row = new ArrayList<>(List.of(words(measures.get(k))));
      columns.forEach(cells -> row.add(cells.get(measure)));
      table.row(row.toArray(String[]::new));
    }
    String notes =
        lines.stream()
            .filter(line -> !note(line).isEmpty())
            .map(line -> line.name() + ": " + note(line) + "\n")
            .collect(Collectors.joining());
    return table.format("") + notes;
  }

  private String wideTable() {
    TextTable table = new TextTable("w" + "r".repeat(measures.size()));
    List<String> head = new ArrayList<>(List.of("run"));
    measures.forEach(measure -> head.add(words(measure)));
    table.row(head.toArray(String[]::new));
    for (Line line : Line.all(runs)) {
      List<String> row = new ArrayList<>(List.of(title(line)));
      row.addAll(cells(line));
      if (!note(line).isEmpty() && row.size() > 1) {
        row.set(1, note(line));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.format("");
  }

  /** What a paper reports beside what was measured, of all runs that are here. */
  List<BesidePaper.Row> reported(Paper paper) {
    List<BesidePaper.Row> rows = new ArrayList<>();
    for (Line line : Line.outer(runs)) {
      List<String> cells = cells(line);
      paper
          .values()
          .getOrDefault(line.reported(), Map.of())
          .forEach(
              (measure, value) -> {
                int at = measures.indexOf(measure);
                String ours = at < 0 ? "" : cells.get(at);
                rows.add(new BesidePaper.Row(line.name(), words(measure), ours, value));
              });
    }
    return rows;
  }

  /**
   * What a paper reports beside what was measured.
   *
   * @param paper the paper's numbers
   * @return a table for the terminal and where it is from; nothing if there are no numbers
   */
  List<String> beside(Paper paper) {
    List<BesidePaper.Row> rows = reported(paper);
    if (rows.isEmpty()) {
      return List.of();
    }
    TextTable table = new TextTable("llrr");
    table.row("run", "measure", "here", "paper");
    rows.forEach(
        row ->
            table.row(
                row.run(), row.measure(), row.ours().isEmpty() ? "—" : row.ours(), row.paper()));
    String note = paper.note().isEmpty() ? "" : " " + paper.note();
    return List.of(
        table.format("").stripTrailing(), "The paper's numbers: " + paper.source() + "." + note);
  }

  /** What was measured, by its names. */
  List<String> measures() {
    return measures;
  }

  /** How many runs came to their end. */
  int finished() {
    return (int) records.values().stream().filter(RunRecord::finished).count();
  }

  /**
   * What was measured in each run.
   *
   * @return numbers by name, by run
   */
  public Map<String, Map<String, Double>> results() {
    Map<String, Map<String, Double>> results = new LinkedHashMap<>();
    runs.forEach(run -> results.put(run.name(), found(run).result()));
    return results;
  }

  /**
   * The settings that are not the same in all runs.
   *
   * @return one value a run, by path
   */
  public Map<String, List<String>> differences() {
    Map<String, List<String>> varied = new LinkedHashMap<>();
    compare(runs.stream().map(run -> List.of(run)).toList(), varied, new LinkedHashMap<>());
    return varied;
  }

  /**
   * The page.
   *
   * @param about what it says about all runs
   * @return what it is put together from
   * @throws IOException if the runs cannot be read
   */
  public ReportContent page(About about) throws IOException {
    return new SideBySidePage(this, runs).of(about);
  }

  /** Settings of runs or of groups of them, in which those that differ stand one after another. */
  static void compare(
      List<List<Shown>> groups, Map<String, List<String>> varied, Map<String, String> shared) {
    List<Map<String, String>> flat = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    for (List<Shown> group : groups) {
      Map<String, Set<String>> all = new LinkedHashMap<>();
      for (Shown run : group) {
        Flattened.of(run.settings())
            .forEach((path, to) -> all.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(to));
      }
      Map<String, String> rows = new LinkedHashMap<>();
      all.forEach((path, values) -> rows.put(path, String.join(", ", values)));
      flat.add(rows);
      paths.addAll(rows.keySet());
    }
    for (String path : paths) {
      List<String> values = flat.stream().map(rows -> rows.getOrDefault(path, "")).toList();
      if (values.stream().distinct().count() == 1) {
        shared.put(path, values.getFirst());
      } else {
        varied.put(path, values);
      }
    }
  }
}
