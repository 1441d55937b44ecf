package org.otium.app.experiment.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.Milestones;
import org.otium.app.experiment.Pace;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.text.Numbers;

/** The units of an experiment: told and kept as they are done. For one thread. */
final class KeptUnits implements Units {
  /** Of more units than these not each is told. */
  private static final int MOST_TOLD = 100;

  private final Path file;
  private final String origin;
  private final int total;
  private final Map<String, UnitsFile.Done> done;
  private final Progress progress;
  private final StopSignal stop;
  private final Milestones milestones = new Milestones();
  private final Pace pace = new Pace(System.nanoTime());

  /**
   * How many units there are yet to do, and how long those took that were done, by what they do.
   */
  private final Map<String, Kind> kinds = new HashMap<>();

  /** How long those took that earlier processes did, by what they are a part of. */
  private final Map<String, Double> before = new HashMap<>();

  private static final class Kind {
    private int missing;
    private int done;
    private double seconds;
  }

  private KeptUnits(
      Path file,
      String origin,
      List<Unit> units,
      Map<String, UnitsFile.Done> done,
      Progress progress,
      StopSignal stop) {
    this.file = file;
    this.origin = origin;
    this.total = units.size();
    this.done = done;
    this.progress = progress;
    this.stop = stop;
    for (Unit unit : units) {
      kind(unit).missing++;
      UnitsFile.Done known = done.get(unit.name());
      if (known != null) {
        count(unit, known.seconds());
        before.merge(unit.within(), known.seconds(), Double::sum);
      }
    }
  }

  /**
   * The units of a run that begins or goes on.
   *
   * @param file where they are kept; it need not exist yet
   * @param origin {@link UnitsFile#origin} of the run
   * @param units all units of the run
   * @param progress is told of them
   * @param stop ends the run before its next unit
   * @throws InvalidInputException if what is kept is damaged or of other settings or datasets
   * @throws IOException if the file cannot be read or written
   */
  static KeptUnits open(
      Path file, String origin, List<Unit> units, Progress progress, StopSignal stop)
      throws IOException {
    if (!Files.exists(file)) {
      UnitsFile.write(file, origin, Map.of());
      return new KeptUnits(file, origin, units, new LinkedHashMap<>(), progress, stop);
    }
    Map<String, UnitsFile.Done> done = UnitsFile.read(file, origin);
    Map<String, Integer> sizes = new HashMap<>();
    units.forEach(unit -> sizes.put(unit.name(), unit.numbers()));
    done.forEach(
        (name, known) -> {
          if (sizes.getOrDefault(name, -1) != known.numbers().length) {
            throw UnitsFile.damaged(file, null);
          }
        });
    if (!done.isEmpty()) {
      progress.note(
          "Continuing after "
              + Numbers.count(done.size())
              + " of "
              + Numbers.counted(units.size(), "unit")
              + " of work.");
    }
    return new KeptUnits(file, origin, units, done, progress, stop);
  }

  /** Whether none is done yet. */
  boolean isEmpty() {
    return done.isEmpty();
  }

  /** How many seconds earlier processes took for the units of a part. */
  double before(String within) {
    return before.getOrDefault(within, 0.0);
  }

  /** Whether all of some units are done. */
  boolean areKnown(List<Unit> units) {
    return units.stream().allMatch(unit -> done.containsKey(unit.name()));
  }

  /** Accuracies that are known. */
  Map<String, Double> accuracies(String within, List<String> rows) {
    Map<String, Double> accuracies = new LinkedHashMap<>();
    for (String row : rows) {
      Unit unit = Unit.accuracy(within, row);
      UnitsFile.Done known = done.get(unit.name());
      if (known == null) {
        throw new IllegalStateException(unit.name() + " is not measured");
      }
      accuracies.put(row, known.numbers()[0]);
    }
    return accuracies;
  }

  @Override
  public double[] numbers(Unit unit, Supplier<double[]> measuring) {
    UnitsFile.Done known = done.get(unit.name());
    if (known != null) {
      return known.numbers();
    }
    WatchedMappings.checkGoesOn(stop);
    String left = left();
    progress.phase(
        Numbers.count(done.size() + 1L)
            + " of "
            + Numbers.count(total)
            + ": "
            + unit.name()
            + (left.isEmpty() ? "" : ", " + left));
    long began = System.nanoTime();
    double[] numbers = measuring.get();
    long ended = System.nanoTime();
    UnitsFile.Done now = new UnitsFile.Done(numbers, (ended - began) / 1e9);
    done.put(unit.name(), now);
    count(unit, now.seconds());
    tell(unit, now);
    // All units are written each time, and many may come at once.
    if (pace.isDue(ended)) {
      keep();
      pace.wrote(ended, System.nanoTime());
    }
    return numbers;
  }

  private void count(Unit unit, double seconds) {
    Kind kind = kind(unit);
    kind.missing--;
    kind.done++;
    kind.seconds += seconds;
  }

  private Kind kind(Unit unit) {
    return kinds.computeIfAbsent(unit.what(), _ -> new Kind());
  }

  private void tell(Unit unit, UnitsFile.Done now) {
    String left = left();
    String line =
        Numbers.count(done.size())
            + " of "
            + Numbers.count(total)
            + "   "
            + unit.name()
            + (unit.numbers() == 1 ? "   " + Numbers.percent(now.numbers()[0]) : "")
            + "   "
            + Numbers.duration(now.seconds())
            + (left.isEmpty() ? "" : "   " + left);
    if (total <= MOST_TOLD) {
      progress.note(line);
    } else if (milestones.isDue(done.size(), total)) {
      progress.far(line);
    }
  }

  /** How long the rest takes if each unit takes what those of its name took, in words. */
  private String left() {
    double seconds = 0;
    int units = 0;
    for (Kind kind : kinds.values()) {
      seconds += kind.seconds;
      units += kind.done;
    }
    if (units == 0 || units == total) {
      return "";
    }
    double each = seconds / units;
    double left = 0;
    for (Kind kind : kinds.values()) {
      left += kind.missing * (kind.done == 0 ? each : kind.seconds / kind.done);
    }
    return Numbers.duration(left) + " left";
  }

  /** Keeps what is done. */
  void keep() {
    try {
      UnitsFile.write(file, origin, done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what was kept: the run has come to its end. */
  void clear() throws IOException {
    Files.deleteIfExists(file);
  }
}
