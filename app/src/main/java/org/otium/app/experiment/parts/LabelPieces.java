package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.otium.api.GaussianMeasure;
import org.otium.api.LabelDistance;
import org.otium.numerics.SampleMoments;
import org.otium.spi.ClusterWork;

/** The distances between the classes of two datasets, from their moments. */
record LabelPieces(PartsPlan plan, LabelDistance distance) implements ClusterWork.Pieces {
  static String key(int a, int b) {
    return a + " " + b;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    int a = Integer.parseInt(words[0]);
    int b = Integer.parseInt(words[1]);
    return bytes(distance.fromMoments(gaussians(a), gaussians(b)));
  }

  private List<GaussianMeasure> gaussians(int dataset) throws IOException {
    return MomentPieces.moments(
            Files.readAllBytes(plan.files().moments(dataset)), plan.target().dimension())
        .values()
        .stream()
        .filter(moments -> moments.count() > 0)
        .map(SampleMoments::gaussian)
        .toList();
  }

  static byte[] bytes(double[][] matrix) {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * Integer.BYTES + Double.BYTES * matrix.length * matrix[0].length);
    bytes.putInt(matrix.length).putInt(matrix[0].length);
    for (double[] row : matrix) {
      for (double value : row) {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  static double[][] matrix(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    double[][] matrix = new double[buffer.getInt()][buffer.getInt()];
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = buffer.getDouble();
      }
    }
    return matrix;
  }
}
