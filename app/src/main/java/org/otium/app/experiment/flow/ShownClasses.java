package org.otium.app.experiment.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;

/**
 * The classes of a flow as pictures know them: each with a name and a position, which decides its
 * colour. First come those of source and target, then those that appeared on the way, noise last.
 * Where labels are clusters, a new class may have the id of a class of the target by accident; it
 * is another class nevertheless.
 *
 * @param source what flows
 * @param target where it flows to
 * @param known the class ids of both, ascending
 * @param fresh the ids of classes that appeared on the way, in the order of their positions
 * @param areClusters whether labels are clusters of the particles, so that ids mean nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ShownClasses(
    LabeledDataset source, LabeledDataset target, int[] known, int[] fresh, boolean areClusters) {
  private static final int NOISE = -1;

  /**
   * The classes of a flow.
   *
   * @param met the labels that particles had, in any order and more than once
   */
  static ShownClasses of(
      LabeledDataset source, LabeledDataset target, boolean areClusters, IntStream met) {
    int[] own = source.classIds();
    int[] known =
        IntStream.concat(Arrays.stream(own), Arrays.stream(target.classIds()))
            .distinct()
            .sorted()
            .toArray();
    int[] kept = areClusters ? own : known;
    int[] others =
        met.filter(id -> Arrays.binarySearch(kept, id) < 0).distinct().sorted().toArray();
    int[] fresh =
        IntStream.concat(
                Arrays.stream(others).filter(id -> id != NOISE),
                Arrays.stream(others).filter(id -> id == NOISE))
            .toArray();
    return new ShownClasses(source, target, known, fresh, areClusters);
  }

  /** The position of a class of the particles. */
  int position(int id) {
    int at = Arrays.stream(fresh).boxed().toList().indexOf(id);
    return at >= 0 ? known.length + at : Arrays.binarySearch(known, id);
  }

  /** The positions of classes of the particles. */
  int[] positions(int[] labels) {
    return Arrays.stream(labels).map(this::position).toArray();
  }

  /** The positions of classes of the target. */
  int[] positionsOfTarget(int[] labels) {
    return Arrays.stream(labels).map(id -> Arrays.binarySearch(known, id)).toArray();
  }

  /** The name of a class of the particles. */
  String name(int id) {
    if (Arrays.binarySearch(source.classIds(), id) >= 0) {
      return source.className(id);
    }
    if (!areClusters && Arrays.binarySearch(target.classIds(), id) >= 0) {
      return target.className(id);
    }
    return id == NOISE ? "noise" : "new class " + id;
  }

  /** The names of all, by position. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int id : known) {
      boolean isOfSource = Arrays.binarySearch(source.classIds(), id) >= 0;
      names.add(isOfSource ? source.className(id) : target.className(id));
    }
    for (int id : fresh) {
      names.add(name(id));
    }
    return names;
  }
}
