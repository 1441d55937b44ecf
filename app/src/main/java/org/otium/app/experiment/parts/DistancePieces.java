package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.otium.api.LabeledDataset;
import org.otium.interpolation.TransportMetric;
import org.otium.spi.ClusterWork;

/**
 * What some samples of the target contribute to the distances between datasets (GG definition 2):
 * for each pair, a sum for each chunk of them.
 */
final class DistancePieces implements ClusterWork.Pieces {
  private final PartsPlan plan;
  private final TransportMetric metric;
  private final MappedParts mapped;

  DistancePieces(PartsPlan plan, TransportMetric metric, Map<String, Object> tree) {
    this.plan = plan;
    this.metric = metric;
    this.mapped = new MappedParts(plan, tree);
  }

  /**
   * Two maps of which the images are compared.
   *
   * @param a one map
   * @param b another
   */
  record Pair(int a, int b) {
    /** The number of a dataset in the plan: the target, which comes last here, is first there. */
    static int dataset(PartsPlan plan, int map) {
      return map == plan.from().size() ? 0 : map + 1;
    }
  }

  /** All pairs of different datasets, among them the target, which is the last map. */
  static List<Pair> pairs(PartsPlan plan) {
    List<Pair> pairs = new ArrayList<>();
    int m = plan.from().size();
    for (int a = 0; a < m; a++) {
      for (int b = 0; b <= m; b++) {
        boolean once = b == m || b < a;
        if (once
            && !PartsPlan.isSame(
                plan.dataset(Pair.dataset(plan, a)), plan.dataset(Pair.dataset(plan, b)))) {
          pairs.add(new Pair(a, b));
        }
      }
    }
    return pairs;
  }

  private double[][] labels(Pair pair) throws IOException {
    if (metric.labelWeight() == 0) {
      return new double[0][];
    }
    int a = Pair.dataset(plan, pair.a());
    int b = Pair.dataset(plan, pair.b());
    Path own = plan.files().metricLabels(a, b);
    // Maps were learned with the same label distances, seen from the other side.
    return Files.exists(own)
        ? LabelPieces.matrix(Files.readAllBytes(own))
        : transposed(LabelPieces.matrix(Files.readAllBytes(plan.files().labels(b, a))));
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

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    int part = Integer.parseInt(key);
    List<LabeledDataset> images = mapped.images(part, stopped);
    double[] masses = mapped.masses(part);
    List<Pair> pairs = pairs(plan);
    int chunks = (masses.length + TransportMetric.CHUNK - 1) / TransportMetric.CHUNK;
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * chunks * pairs.size());
    for (Pair pair : pairs) {
      bytes
          .asDoubleBuffer()
          .put(metric.chunks(images.get(pair.a()), images.get(pair.b()), labels(pair), masses));
      bytes.position(bytes.position() + Double.BYTES * chunks);
    }
    return bytes.array();
  }
}
