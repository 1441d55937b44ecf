package org.otium.app.experiment.distance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.otium.app.experiment.Milestones;
import org.otium.app.experiment.Pace;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;

/** The pairs of datasets that are not compared yet: told and kept as they come. */
final class MissingPairs {
  /** Of more pairs than these not each is told. */
  private static final int MOST_TOLD = 100;

  private final Progress progress;
  private final ComparedGroup group;
  private final Optional<RunFolder> folder;
  private final List<Pair> pairs;
  private final Milestones milestones = new Milestones();
  private Pace pace = new Pace(System.nanoTime());
  private int done;
  private boolean isHere;

  /**
   * Pairs.
   *
   * @param progress is told of each, or of many
   * @param group the datasets
   * @param folder where the pairs that were compared are kept, if anywhere
   * @param pairs those that are known, to which the others are added
   */
  MissingPairs(
      Progress progress, ComparedGroup group, Optional<RunFolder> folder, List<Pair> pairs) {
    this.progress = progress;
    this.group = group;
    this.folder = folder;
    this.pairs = pairs;
    this.done = group.known(pairs).size();
  }

  /** Has them compared. */
  void compare(PairwiseWork work) {
    List<int[]> missing = group.missing(pairs);
    progress.phase("Comparing " + Numbers.counted(missing.size(), "pair"));
    if (missing.isEmpty()) {
      return;
    }
    pace = new Pace(System.nanoTime());
    // A cluster tells itself how far it is.
    isHere = work instanceof PairwiseHere;
    try {
      work.compare(group, missing, this::add);
    } finally {
      keep();
    }
  }

  private void add(List<Pair> compared) {
    for (Pair pair : compared) {
      pairs.add(pair);
      done++;
      tell(pair);
    }
    // All pairs are written each time, and many come at once.
    long now = System.nanoTime();
    if (pace.isDue(now)) {
      keep();
      pace.wrote(now, System.nanoTime());
    }
  }

  private void keep() {
    if (folder.isPresent()) {
      try {
        PairsFile.write(folder.get().file(RunFolder.PAIRS), pairs);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether there are so few pairs that each is told. */
  static boolean isEachTold(ComparedGroup group) {
    return group.pairs() <= MOST_TOLD;
  }

  private void tell(Pair pair) {
    int total = group.pairs();
    String line =
        Numbers.count(done)
            + " of "
            + Numbers.count(total)
            + "   "
            + group.name(pair.first())
            + " – "
            + group.name(pair.second())
            + "   "
            + pair.symbol()
            + " "
            + Numbers.value(pair.distance())
            + "   "
            + Numbers.duration(pair.seconds());
    if (isEachTold(group)) {
      progress.note(line);
      return;
    }
    progress.phase(line);
    if (isHere && milestones.isDue(done, total)) {
      progress.far(line);
    }
  }
}
