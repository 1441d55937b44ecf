package org.otium.app.experiment.interpolation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.otium.api.LabeledDataset;
import org.otium.app.text.Numbers;

/**
 * What a map does to samples of the target (GG fig. 8): how far it takes them, and whether they get
 * the class of the place where they arrive. That is the class of the nearest sample there, which no
 * map was told; the best map between mixtures that lie apart gives it to every sample.
 *
 * @param from the target, whose samples are mapped
 * @param to the dataset that samples are mapped to
 * @param samples how many were mapped
 * @param cost the mean of ‖x − T(x)‖², in squared feature units
 * @param spread the mean of ‖x − mean‖² over the target, to compare the cost with
 * @param accuracy the share of the mass whose class is that of its place; empty where there is
 *     nothing that finds nearest samples
 */
public record MapNumbers(
    String from, String to, int samples, double cost, double spread, OptionalDouble accuracy) {
  /** Measures a map. */
  static MapNumbers of(MappedSamples mapped) {
    return new MapNumbers(
        mapped.from().name(),
        mapped.to().name(),
        mapped.from().size(),
        cost(mapped.from(), mapped.image()),
        spread(mapped.from()),
        accuracy(mapped));
  }

  private static double cost(LabeledDataset from, LabeledDataset to) {
    float[] x = from.features().array();
    float[] y = to.features().array();
    int d = from.dimension();
    double sum = 0;
    for (int i = 0; i < from.size(); i++) {
      double squared = 0;
      for (int j = i * d; j < (i + 1) * d; j++) {
        double offset = (double) x[j] - y[j];
        squared += offset * offset;
      }
      sum += from.weights().get(i) * squared;
    }
    return sum;
  }

  private static double spread(LabeledDataset samples) {
    float[] x = samples.features().array();
    int d = samples.dimension();
    double[] mean = new double[d];
    for (int i = 0; i < x.length; i++) {
      mean[i % d] += samples.weights().get(i / d) * x[i];
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double offset = x[i] - mean[i % d];
      sum += samples.weights().get(i / d) * offset * offset;
    }
    return sum;
  }

  private static OptionalDouble accuracy(MappedSamples mapped) {
    if (mapped.places().isEmpty()) {
      return OptionalDouble.empty();
    }
    int[] places = mapped.places().get();
    double right = 0;
    for (int i = 0; i < places.length; i++) {
      right += places[i] == mapped.given()[i] ? mapped.image().weights().get(i) : 0;
    }
    // Sums of weights miss what they add up to by their rounding.
    return OptionalDouble.of(Math.min(1, Math.rint(right * 1e9) / 1e9));
  }

  /** What the manifest calls the share of labels that are right. */
  String share() {
    return "label-accuracy-to-" + to;
  }

  /** Adds to what a manifest says of the result. */
  void addTo(Map<String, Object> result) {
    result.put("cost-to-" + to, cost);
    accuracy.ifPresent(right -> result.put(share(), right));
  }

  /** For a program. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("to", to);
    tree.put("samples", samples);
    tree.put("transport-cost", cost);
    tree.put("spread", spread);
    accuracy.ifPresent(share -> tree.put("label-accuracy", share));
    return tree;
  }

  /** In a line. */
  String words() {
    StringBuilder words = new StringBuilder("The map to ").append(to).append(" costs ");
    words.append(Numbers.value(cost)).append(" a sample (squared; spread of ").append(from);
    words.append(' ').append(Numbers.value(spread)).append(')');
    accuracy.ifPresent(
        share ->
            words
                .append(", and ")
                .append(Numbers.percent(share))
                .append(" get the class of the place where they arrive"));
    return words.append('.').toString();
  }

  /** A row of a table of several maps. */
  List<String> row() {
    return List.of(
        to,
        Numbers.value(cost),
        Numbers.value(spread),
        accuracy.isPresent() ? Numbers.percent(accuracy.getAsDouble()) : "");
  }
}
