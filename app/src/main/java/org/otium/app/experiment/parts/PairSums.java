package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
  private final List<double[][]> labels = new ArrayList<>();

  /**
   * Reads the label distances of all pairs.
   *
   * @param plan whose datasets
   * @param metric how they are measured
   */
  PairSums(PartsPlan plan, TransportMetric metric) throws IOException {
    this.metric = metric;
    this.pairs = pairs(plan);
    for (Pair pair : pairs) {
      labels.add(metric.labelWeight() == 0 ? new double[0][] : labels(plan, pair));
    }
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
  byte[] of(List<LabeledDataset> images, double[] masses) {
    int chunks = (masses.length + TransportMetric.CHUNK - 1) / TransportMetric.CHUNK;
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * chunks * pairs.size());
    for (int p = 0; p < pairs.size(); p++) {
      LabeledDataset a = images.get(pairs.get(p).a());
      LabeledDataset b = images.get(pairs.get(p).b());
      bytes.asDoubleBuffer().put(metric.chunks(a, b, labels.get(p), masses));
      bytes.position(bytes.position() + Double.BYTES * chunks);
    }
    return bytes.array();
  }

  /** Projects the target, with the sums of all parts in the order of the samples. */
  static Projection projection(PartsPlan plan, TransportMetric metric, int parts)
      throws IOException {
    int m = plan.from().size();
    List<Pair> pairs = pairs(plan);
    List<DoubleStream.Builder> sums =
        Stream.generate(DoubleStream::builder).limit(pairs.size()).toList();
    for (int part = 0; part < parts && !pairs.isEmpty(); part++) {
      DoubleBuffer own =
          ByteBuffer.wrap(Files.readAllBytes(plan.files().distances(part))).asDoubleBuffer();
      int chunks = own.remaining() / pairs.size();
      for (int at = 0; at < pairs.size() * chunks; at++) {
        sums.get(at / chunks).add(own.get());
      }
    }
    double[] toReference = new double[m];
    double[][] among = new double[m][m];
    for (int p = 0; p < pairs.size(); p++) {
      int a = pairs.get(p).a();
      int b = pairs.get(p).b();
      double squared = TransportMetric.sum(sums.get(p).build().toArray());
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
