package org.otium.app.experiment.distance;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;

/** What reads datasets and compares them: this process, or others. */
sealed interface PairwiseWork extends AutoCloseable permits PairwiseHere, PairwiseElsewhere {
  /**
   * Reads every dataset once.
   *
   * @return what was found of each, in order
   */
  List<DatasetLook> look();

  /**
   * Brings datasets to what they are compared as.
   *
   * @param target the shape of all
   * @param numbers those that are not so as they were read
   * @return what they are then
   */
  Map<Integer, DatasetLook> prepare(PairsJob.Target target, List<Integer> numbers);

  /**
   * Compares pairs.
   *
   * @param group the datasets
   * @param missing the pairs
   * @param compared is given pairs as they come, some at a time, by one thread at a time
   */
  void compare(ComparedGroup group, List<int[]> missing, Consumer<List<Pair>> compared);

  /** Lets go of the datasets. */
  @Override
  void close();
}
