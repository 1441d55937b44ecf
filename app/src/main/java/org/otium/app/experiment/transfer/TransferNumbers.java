package org.otium.app.experiment.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.otium.api.Weights;
import org.otium.app.experiment.interpolation.SimplexPoints;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/**
 * What several repetitions measured.
 *
 * @param sources the names of the datasets
 * @param results one a repetition, at least one
 * @param relative whether gains are told, too
 */
public record TransferNumbers(
    List<String> sources, List<Transfer.Result> results, boolean relative) {
  /**
   * The mean of some numbers and their standard deviation, that of a sample.
   *
   * @param mean the mean
   * @param deviation the standard deviation
   * @param values how many numbers there are
   */
  public record Spread(double mean, double deviation, int values) {
    /**
     * Of some numbers.
     *
     * @param values the numbers
     * @return their mean and deviation
     */
    public static Spread of(double[] values) {
      double deviation = Math.sqrt(StatUtils.variance(values));
      return new Spread(StatUtils.mean(values), deviation, values.length);
    }

    /**
     * In percent: {@code 81.2 ± 1.3 %}; a single value has no deviation.
     *
     * @return the words
     */
    public String words() {
      String spread =
          values < 2 ? "" : String.format(Locale.ROOT, "\u00a0±\u00a0%.1f", 100 * deviation);
      return String.format(Locale.ROOT, "%.1f%s\u00a0%%", 100 * mean, spread);
    }
  }

  /** What the name of a gain ends with, behind the name of the accuracy. */
  private static final String GAIN = ", gain";

  /**
   * How much more accurate each is than the labelled samples alone, as a share of their accuracy:
   * the mean of the ratios of single repetitions (GG table 2). Empty where it is not told.
   */
  private Map<String, Spread> gains() {
    Map<String, Spread> gains = new LinkedHashMap<>();
    for (String name : relative ? results.getFirst().accuracies().keySet() : Set.<String>of()) {
      double[] values =
          results.stream()
              .filter(r -> few(r) > 0)
              .mapToDouble(r -> r.accuracies().getOrDefault(name, 0.0) / few(r) - 1)
              .toArray();
      if (values.length > 0 && !name.equals(Transfer.FEW)) {
        gains.put(name, Spread.of(values));
      }
    }
    return gains;
  }

  private static double few(Transfer.Result result) {
    return result.accuracies().getOrDefault(Transfer.FEW, 0.0);
  }

  /** The names of those results that are shares. */
  List<String> shares() {
    List<String> shares = new ArrayList<>(spreads().keySet());
    gains().keySet().forEach(name -> shares.add(name + GAIN));
    return shares;
  }

  Map<String, Spread> spreads() {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (String name : results.getFirst().accuracies().keySet()) {
      double[] values =
          results.stream().mapToDouble(r -> r.accuracies().getOrDefault(name, 0.0)).toArray();
      spreads.put(name, Spread.of(values));
    }
    return spreads;
  }

  /** Mean accuracies, their deviations, and the correlation where there is one. */
  Map<String, Object> means() {
    Map<String, Object> means = new LinkedHashMap<>();
    spreads().forEach((name, spread) -> put(means, name, spread));
    gains().forEach((name, spread) -> put(means, name + GAIN, spread));
    if (hasSimplex()) {
      means.put("correlation", correlation(squared(), accuracies()));
    }
    return means;
  }

  private static void put(Map<String, Object> means, String name, Spread spread) {
    means.put(name, spread.mean());
    if (spread.values() > 1) {
      means.put(name + TransferExperiment.DEVIATION, spread.deviation());
    }
  }

  String table() {
    Map<String, Spread> gains = gains();
    TextTable table = new TextTable(relative ? "lrr" : "lr");
    if (relative) {
      table.row("", "accuracy", "gain over " + Transfer.FEW);
    }
    spreads()
        .forEach(
            (name, spread) -> {
              Spread gain = gains.get(name);
              if (relative) {
                table.row(name, spread.words(), gain == null ? "" : gain.words());
              } else {
                table.row(name, spread.words());
              }
            });
    return table.format("").stripTrailing();
  }

  /** Pearson's r of objective and accuracy, in words; nothing where no simplex was measured. */
  Optional<String> correlationInWords() {
    return hasSimplex()
        ? Optional.of(
            "Pearson's r of W²(P_a, Q) and accuracy over "
                + points().size()
                + " points: "
                + Numbers.value(correlation(squared(), accuracies())))
        : Optional.empty();
  }

  /** â, its mean over the repetitions. */
  List<Double> nearest() {
    double[] mean = new double[sources.size()];
    for (Transfer.Result result : results) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += result.projection().weights().get(i) / results.size();
      }
    }
    return Arrays.stream(mean).boxed().toList();
  }

  /** The squared distances, their mean over the repetitions; the target comes last. */
  double[][] squares() {
    int m = sources.size();
    double[][] mean = new double[m + 1][m + 1];
    for (Transfer.Result result : results) {
      for (int i = 0; i < m; i++) {
        double squared = result.projection().toReference()[i] / results.size();
        mean[i][m] += squared;
        mean[m][i] += squared;
        for (int j = 0; j < m; j++) {
          mean[i][j] += result.projection().among()[i][j] / results.size();
        }
      }
    }
    return mean;
  }

  /** Which dataset helped most, and whether that is more than chance, in words. */
  String helpedMost() {
    Map<String, Spread> spreads = spreads();
    Optional<String> best =
        best(spreads, name -> !name.equals(Transfer.FEW) && !name.equals(Transfer.NEAREST));
    Spread few = spreads.get(Transfer.FEW);
    if (best.isEmpty() || few == null) {
      return "";
    }
    Spread most = Objects.requireNonNull(spreads.get(best.get()));
    double gain = most.mean() - few.mean();
    double chance = Math.max(spread(most), spread(few));
    String against = " against " + few.words() + " from the labelled samples alone";
    String doubt = gain > 0 && gain <= chance ? ", within one standard deviation" : "";
    String single =
        best(spreads, name -> name.endsWith(Transfer.ALONE))
            .filter(name -> !name.equals(best.get()))
            .map(name -> " Of single datasets, " + bare(name) + " is best.")
            .orElse("");
    String first =
        gain > 0 ? "It is " + best.get() + ": " : "None does; the best is " + best.get() + ": ";
    return first + most.words() + against + doubt + "." + single + nearer(spreads, most);
  }

  /** Where the labels of nearest samples are better than all that was learned. */
  private static String nearer(Map<String, Spread> spreads, Spread most) {
    Spread nearest = spreads.get(Transfer.NEAREST);
    return nearest == null || nearest.mean() <= most.mean()
        ? ""
        : " Better than all of them is to learn nothing and to take the label of the nearest"
            + " labelled sample: "
            + nearest.words()
            + ".";
  }

  private static double spread(Spread spread) {
    return spread.values() > 1 ? spread.deviation() : 0;
  }

  private static String bare(String single) {
    return single.substring(0, single.length() - Transfer.ALONE.length());
  }

  private static Optional<String> best(Map<String, Spread> spreads, Predicate<String> which) {
    return spreads.keySet().stream()
        .filter(which)
        .max(Comparator.comparingDouble(name -> Objects.requireNonNull(spreads.get(name)).mean()));
  }

  boolean hasSimplex() {
    return results.getFirst().simplex().length > 0;
  }

  static List<Weights> points() {
    return SimplexPoints.grid(3, SimplexPoints.PARTS);
  }

  /** The objective at each point of the simplex, its mean over the repetitions. */
  double[] squared() {
    return points().stream()
        .mapToDouble(
            point ->
                results.stream()
                    .mapToDouble(r -> r.projection().squaredAt(point))
                    .average()
                    .orElse(Double.NaN))
        .toArray();
  }

  /** The accuracy at each point of the simplex, its mean over the repetitions. */
  double[] accuracies() {
    double[] means = new double[results.getFirst().simplex().length];
    for (int p = 0; p < means.length; p++) {
      int point = p;
      means[p] = results.stream().mapToDouble(r -> r.simplex()[point]).average().orElse(0);
    }
    return means;
  }

  /** Pearson's correlation coefficient; 0 where one side does not vary. */
  static double correlation(double[] x, double[] y) {
    double coefficient = new PearsonsCorrelation().correlation(x, y);
    return Double.isNaN(coefficient) ? 0 : coefficient;
  }
}
