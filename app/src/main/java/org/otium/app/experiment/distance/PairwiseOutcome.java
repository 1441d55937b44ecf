package org.otium.app.experiment.distance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.otium.app.runs.RunFolder;

/**
 * What came of comparing several datasets with each other.
 *
 * @param names what the datasets are called
 * @param pairs the pairs that were compared, by first and second dataset
 * @param finished whether that is all of them
 * @param warnings what to keep in mind
 * @param folder where the report lies, if one was asked for
 */
public record PairwiseOutcome(
    List<String> names,
    List<Pair> pairs,
    boolean finished,
    List<String> warnings,
    Optional<Path> folder) {
  /**
   * Two datasets that were compared.
   *
   * @param first the position of one dataset
   * @param second the position of the other, behind the first
   * @param symbol what the distance is called, short
   * @param squared the squared distance, in squared feature units
   * @param epsilon the regularisation in cost units; 0 if none
   * @param seconds how long it took
   * @param warnings what the metric warned of
   */
  public record Pair(
      int first,
      int second,
      String symbol,
      double squared,
      double epsilon,
      double seconds,
      List<String> warnings) {
    /**
     * The distance itself.
     *
     * @return the root of the squared value; 0 where rounding made it negative
     */
    public double distance() {
      return Math.sqrt(Math.max(0, squared));
    }
  }

  /**
   * The distances as a matrix.
   *
   * @return symmetric, zero on the diagonal, and not a number for pairs that were not compared
   */
  public double[][] distances() {
    double[][] all = new double[names.size()][names.size()];
    for (int i = 0; i < all.length; i++) {
      java.util.Arrays.fill(all[i], Double.NaN);
      all[i][i] = 0;
    }
    for (Pair pair : pairs) {
      all[pair.first()][pair.second()] = pair.distance();
      all[pair.second()][pair.first()] = pair.distance();
    }
    return all;
  }

  /**
   * What the distance is called.
   *
   * @return for instance {@code OTDD}
   */
  public String symbol() {
    return pairs.isEmpty() ? "distance" : pairs.getFirst().symbol();
  }

  /**
   * The page to read.
   *
   * @return its path, if there is a folder
   */
  public Optional<Path> page() {
    return folder.map(path -> path.resolve(RunFolder.REPORT));
  }
}
