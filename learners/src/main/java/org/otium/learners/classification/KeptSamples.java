package org.otium.learners.classification;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;

/** Samples that a classifier keeps: joined with others, and as arrays. */
final class KeptSamples {
  private KeptSamples() {}

  /** The samples whose classes the others have too, under no other name, and the others. */
  static LabeledDataset joined(LabeledDataset known, LabeledDataset more) {
    int[] ids = more.classIds();
    int[] common =
        Arrays.stream(ids)
            .filter(
                id ->
                    known
                        .classNames()
                        .getOrDefault(id, more.className(id))
                        .equals(more.classNames().getOrDefault(id, known.className(id))))
            .toArray();
    int[] kept =
        IntStream.range(0, known.size()).filter(i -> isAmong(known.labels(), i, common)).toArray();
    int n = kept.length + more.size();
    int d = more.dimension();
    float[] features = new float[Math.multiplyExact(n, d)];
    double[] masses = new double[n];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(known.features().array(), kept[i] * d, features, i * d, d);
      masses[i] = known.weights().get(kept[i]) * known.size();
    }
    System.arraycopy(more.features().array(), 0, features, kept.length * d, more.size() * d);
    for (int i = 0; i < more.size(); i++) {
      masses[kept.length + i] = more.weights().get(i) * more.size();
    }
    Rows rows = new Rows(ids, n);
    for (int sample : kept) {
      rows.add(known.labels(), sample);
    }
    for (int i = 0; i < more.size(); i++) {
      rows.add(more.labels(), i);
    }
    return LabeledDataset.of(more.name(), Matrix.wrap(n, d, features), rows.labels())
        .withClassNames(more.classNames())
        .withWeights(Weights.proportional(masses));
  }

  private static boolean isAmong(Labels labels, int sample, int[] ids) {
    boolean[] all = {true};
    labels.forEachShare(sample, (id, _) -> all[0] &= Arrays.binarySearch(ids, id) >= 0);
    return all[0];
  }

  static NamedArrays state(LabeledDataset samples) {
    int[] ids = samples.classIds();
    Rows rows = new Rows(ids, samples.size());
    for (int i = 0; i < samples.size(); i++) {
      rows.add(samples.labels(), i);
    }
    double[] features = new double[samples.features().array().length];
    Arrays.setAll(features, v -> samples.features().array()[v]);
    double[] shares = new double[rows.starts[samples.size()]];
    Arrays.setAll(shares, e -> rows.shares[e]);
    return NamedArrays.empty()
        .with("classes", doubles(ids))
        .with("features", features)
        .with("weights", samples.weights().toArray())
        .with("starts", doubles(rows.starts))
        .with("columns", doubles(Arrays.copyOf(rows.columns, shares.length)))
        .with("shares", shares);
  }

  static LabeledDataset restore(NamedArrays state) {
    double[] features = array(state, "features");
    double[] weights = array(state, "weights");
    double[] shares = array(state, "shares");
    int n = weights.length;
    if (n == 0 || features.length % n != 0) {
      throw foreign("features");
    }
    float[] values = new float[features.length];
    for (int v = 0; v < values.length; v++) {
      values[v] = (float) features[v];
    }
    float[] narrow = new float[shares.length];
    for (int e = 0; e < narrow.length; e++) {
      narrow[e] = (float) shares[e];
    }
    Labels labels =
        Labels.sparse(
            ints(array(state, "classes")),
            ints(array(state, "starts")),
            ints(array(state, "columns")),
            narrow);
    return LabeledDataset.of("kept samples", Matrix.wrap(n, features.length / n, values), labels)
        .withWeights(Weights.masses(weights));
  }

  private static double[] doubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  private static int[] ints(double[] values) {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  private static double[] array(NamedArrays state, String name) {
    return state.get(name).orElseThrow(() -> foreign(name));
  }

  private static InvalidInputException foreign(String name) {
    return new InvalidInputException(
        "the array '" + name + "' of kept samples is missing or does not fit the others",
        "Give what a classifier by nearest neighbours has kept.");
  }

  /** Soft labels in compressed rows, put together sample by sample. */
  private static final class Rows {
    private final int[] ids;
    private final int[] starts;
    private int[] columns;
    private float[] shares;
    private int size;

    Rows(int[] ids, int n) {
      this.ids = ids;
      this.starts = new int[n + 1];
      this.columns = new int[n];
      this.shares = new float[n];
    }

    void add(Labels labels, int sample) {
      int entry = starts[size];
      int[] end = {entry};
      labels.forEachShare(
          sample,
          (id, share) -> {
            if (end[0] == columns.length) {
              columns = Arrays.copyOf(columns, Math.multiplyExact(2, end[0]));
              shares = Arrays.copyOf(shares, columns.length);
            }
            columns[end[0]] = Arrays.binarySearch(ids, id);
            shares[end[0]++] = share;
          });
      starts[++size] = end[0];
    }

    Labels labels() {
      return Labels.sparse(
          ids, starts, Arrays.copyOf(columns, starts[size]), Arrays.copyOf(shares, starts[size]));
    }
  }
}
