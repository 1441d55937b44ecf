package org.otium.app.datasets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.app.text.Numbers;

/**
 * What there is to know about a dataset at a glance.
 *
 * @param counts samples a class, by class id
 * @param minimum the smallest feature
 * @param maximum the largest feature
 * @param mean the mean of all features
 * @param deviation the standard deviation of all features
 * @param sha256 a hash of features, labels, weights and shape, the same whatever file they came
 *     from
 * @param warnings what may surprise: duplicates, constant features, unequal classes
 */
public record DatasetFacts(
    SortedMap<Integer, Integer> counts,
    double minimum,
    double maximum,
    double mean,
    double deviation,
    String sha256,
    List<String> warnings) {
  private static final double IMBALANCE = 3;

  /** Of the range that features may have; below this they are probably scaled wrongly. */
  private static final double SMALL_PART = 0.25;

  /**
   * Looks at a dataset.
   *
   * @param dataset any dataset
   * @return its facts
   */
  public static DatasetFacts of(LabeledDataset dataset) {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (int id : dataset.classIds()) {
      counts.put(id, 0);
    }
    for (int i = 0; i < dataset.size(); i++) {
      counts.merge(dataset.labels().classOf(i), 1, Integer::sum);
    }
    float[] values = dataset.features().array();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (float v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
      sum += v;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float v : values) {
      squares += (v - mean) * (v - mean);
    }
    double deviation = Math.sqrt(squares / values.length);
    List<String> warnings = new ArrayList<>();
    warnAboutClasses(counts, dataset, warnings);
    warnAboutDuplicates(dataset, warnings);
    warnAboutConstants(dataset, warnings);
    if (min < dataset.shape().low() || max > dataset.shape().high()) {
      warnings.add(
          "features lie outside their range ["
              + Numbers.value(dataset.shape().low())
              + ", "
              + Numbers.value(dataset.shape().high())
              + "]");
    }
    warnAboutRange(dataset, min, max, warnings);
    return new DatasetFacts(
        counts, min, max, mean, deviation, hash(dataset), List.copyOf(warnings));
  }

  private static void warnAboutRange(
      LabeledDataset dataset, double min, double max, List<String> warnings) {
    double low = dataset.shape().low();
    double high = dataset.shape().high();
    boolean isInside = Double.isFinite(high - low) && min >= low && max <= high && min < max;
    if (isInside && max - min < SMALL_PART * (high - low)) {
      warnings.add(
          "features use only a small part of their range ["
              + Numbers.value(low)
              + ", "
              + Numbers.value(high)
              + "]: "
              + Numbers.value(min)
              + " to "
              + Numbers.value(max)
              + "; beside a dataset that uses all of it they look nearly constant");
    }
  }

  private static void warnAboutClasses(
      SortedMap<Integer, Integer> counts, LabeledDataset dataset, List<String> warnings) {
    int smallest = counts.values().stream().min(Integer::compare).orElse(0);
    int largest = counts.values().stream().max(Integer::compare).orElse(0);
    if (counts.size() == 1) {
      warnings.add("there is only one class");
    }
    if (largest >= IMBALANCE * Math.max(1, smallest)) {
      warnings.add(
          "classes are unequal: the largest has "
              + Numbers.counted(largest, "sample")
              + ", the smallest "
              + Numbers.count(smallest));
    }
    List<String> single =
        counts.entrySet().stream()
            .filter(e -> e.getValue() == 1)
            .map(e -> dataset.className(e.getKey()))
            .toList();
    if (!single.isEmpty()) {
      warnings.add(
          Numbers.counted(single.size(), "class")
              + (single.size() == 1 ? " has" : " have")
              + " a single sample, so no covariance: "
              + String.join(", ", single.subList(0, Math.min(5, single.size())))
              + (single.size() > 5 ? ", …" : ""));
    }
  }

  private static void warnAboutDuplicates(LabeledDataset dataset, List<String> warnings) {
    Map<Row, Integer> first = new HashMap<>();
    int duplicates = 0;
    int contradictions = 0;
    for (int i = 0; i < dataset.size(); i++) {
      Integer earlier =
          first.putIfAbsent(new Row(dataset.features().array(), i, dataset.dimension()), i);
      if (earlier != null) {
        duplicates++;
        if (dataset.labels().classOf(earlier) != dataset.labels().classOf(i)) {
          contradictions++;
        }
      }
    }
    if (duplicates > 0) {
      warnings.add(
          Numbers.counted(duplicates, "sample")
              + (duplicates == 1 ? " repeats" : " repeat")
              + " an earlier one"
              + (contradictions > 0
                  ? ", " + Numbers.count(contradictions) + " with another label"
                  : ""));
    }
  }

  private static void warnAboutConstants(LabeledDataset dataset, List<String> warnings) {
    int constant = 0;
    for (int j = 0; j < dataset.dimension(); j++) {
      float value = dataset.features().get(0, j);
      int i = 1;
      while (i < dataset.size() && dataset.features().get(i, j) == value) {
        i++;
      }
      constant += i == dataset.size() ? 1 : 0;
    }
    if (constant > 0) {
      warnings.add(
          Numbers.count(constant)
              + " of "
              + Numbers.counted(dataset.dimension(), "feature")
              + (constant == 1 ? " is" : " are")
              + " the same in every sample");
    }
  }

  private static String hash(LabeledDataset dataset) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String shape =
          dataset.size()
              + " "
              + dataset.shape()
              + " "
              + dataset.labels().getClass().getSimpleName();
      digest.update(shape.getBytes(StandardCharsets.UTF_8));
      ByteBuffer row = ByteBuffer.allocate(4 * dataset.dimension()).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < dataset.size(); i++) {
        row.clear();
        row.asFloatBuffer()
            .put(dataset.features().array(), i * dataset.dimension(), dataset.dimension());
        digest.update(row.array());
        digest.update(
            ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(dataset.weights().get(i))
                .array());
        for (int id : dataset.labels() instanceof Labels.Soft ? dataset.classIds() : new int[0]) {
          digest.update(
              ByteBuffer.allocate(8)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putDouble(dataset.labels().share(i, id))
                  .array());
        }
        digest.update(
            ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(dataset.labels().classOf(i))
                .array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A row of features, compared by its content without a copy. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content in equals
  private record Row(float[] values, int row, int dimension) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row r
          && Arrays.equals(
              values,
              row * dimension,
              (row + 1) * dimension,
              r.values,
              r.row * dimension,
              (r.row + 1) * dimension);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int j = row * dimension; j < (row + 1) * dimension; j++) {
        hash = 31 * hash + Float.floatToIntBits(values[j]);
      }
      return hash;
    }
  }
}
