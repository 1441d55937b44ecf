package org.otium.app.experiment.parts;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otium.api.Interpolation.Projection;
import org.otium.api.LabeledDataset;
import org.otium.interpolation.TransportMetric;

/**
 * What some samples of the target contribute to the distances between datasets (GG definition 2):
 * for each pair, a sum for each chunk of them.
 */
final class PairSums {
  private final TransportMetric metric;
  private final List<Pair> pairs;
  private final PartsPlan plan;
  private @Nullable List<double[][]> labels;

  /**
   * Sums of the pairs of a plan.
   *
   * @param plan whose datasets
   * @param metric how they are measured
   */
  PairSums(PartsPlan plan, TransportMetric metric) {
    this.plan = plan;
    this.metric = metric;
    this.pairs = pairs(plan);
  }

  /**
   * Two maps of which the images are compared.
   *
   * @param a one map
   * @param b another
   */
  record Pair(int a, int b) {}

  /** All pairs of different datasets, among them the target, which is the last map. */
  static List<Pair> pairs(PartsPlan plan) {
    List<Pair> pairs = new ArrayList<>();
    int m = plan.from().size();
    for (int a = 0; a < m; a++) {
      for (int b = 0; b <= m; b++) {
        boolean once = b == m || b < a;
        if (once
            && !PartsPlan.isSame(
                plan.dataset(plan.datasetOf(a)), plan.dataset(plan.datasetOf(b)))) {
          pairs.add(new Pair(a, b));
        }
      }
    }
    return pairs;
  }

  /** Puts the label distances of all pairs into one file, which each process then reads once. */
  static void together(PartsPlan plan) throws IOException {
    WorkFiles files = plan.files();
    if (Files.exists(files.pairLabels())) {
      return;
    }
    files.write(
        files.pairLabels(),
        fresh -> {
          try (DataOutputStream out =
              new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
            for (Pair pair : pairs(plan)) {
              byte[] own = MatrixBytes.of(labels(plan, pair));
              out.writeInt(own.length);
              out.write(own);
            }
          }
        });
  }

  private synchronized List<double[][]> labels() throws IOException {
    List<double[][]> known = labels;
    if (known == null) {
      known = metric.labelWeight() == 0 ? unlabelled() : read();
      labels = known;
    }
    return known;
  }

  private List<double[][]> unlabelled() {
    return Collections.nCopies(pairs.size(), new double[0][]);
  }

  private List<double[][]> read() throws IOException {
    List<double[][]> all = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(plan.files().pairLabels())))) {
      for (int p = 0; p < pairs.size(); p++) {
        all.add(MatrixBytes.matrix(in.readNBytes(in.readInt())));
      }
    }
    return all;
  }

  private static double[][] labels(PartsPlan plan, Pair pair) throws IOException {
    int a = plan.datasetOf(pair.a());
    int b = plan.datasetOf(pair.b());
    Path own = plan.files().metricLabels(a, b);
    // Maps were learned with the same label distances, seen from the other side.
    return Files.exists(own)
        ? MatrixBytes.matrix(Files.readAllBytes(own))
        : transposed(MatrixBytes.matrix(Files.readAllBytes(plan.files().labels(b, a))));
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] turned = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
  }

  /** The sums of some samples, pair by pair. */
  byte[] of(List<LabeledDataset> images, double[] masses) throws IOException {
    List<double[][]> distances = labels();
    int chunks = (masses.length + TransportMetric.CHUNK - 1) / TransportMetric.CHUNK;
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * chunks * pairs.size());
    for (int p = 0; p < pairs.size(); p++) {
      LabeledDataset a = images.get(pairs.get(p).a());
      LabeledDataset b = images.get(pairs.get(p).b());
      bytes.asDoubleBuffer().put(metric.chunks(a, b, distances.get(p), masses));
      bytes.position(bytes.position() + Double.BYTES * chunks);
    }
    return bytes.array();
  }

  /**
   * Adds the chunks of a part, in their order: what the sums are then is what {@link
   * TransportMetric#sum} gives of all chunks at once, to the last bit.
   */
  static void add(DoubleBuffer part, List<DoubleSummaryStatistics> sums) {
    int chunks = part.remaining() / sums.size();
    for (DoubleSummaryStatistics sum : sums) {
      for (int c = 0; c < chunks; c++) {
        sum.accept(part.get());
      }
    }
  }

  /** Projects the target, with the sums of all parts in the order of the samples. */
  static Projection projection(PartsPlan plan, TransportMetric metric, int parts)
      throws IOException {
    int m = plan.from().size();
    List<Pair> pairs = pairs(plan);
    List<DoubleSummaryStatistics> sums =
        Stream.generate(DoubleSummaryStatistics::new).limit(pairs.size()).toList();
    for (int part = 0; part < parts && !pairs.isEmpty(); part++) {
      DoubleBuffer own =
          ByteBuffer.wrap(Files.readAllBytes(plan.files().distances(part))).asDoubleBuffer();
      add(own, sums);
    }
    double[] toReference = new double[m];
    double[][] among = new double[m][m];
    for (int p = 0; p < pairs.size(); p++) {
      int a = pairs.get(p).a();
      int b = pairs.get(p).b();
      double squared = sums.get(p).getSum();
      if (b == m) {
        toReference[a] = squared;
      } else {
        among[a][b] = squared;
        among[b][a] = squared;
      }
    }
    return metric.projection(toReference, among);
  }
}
