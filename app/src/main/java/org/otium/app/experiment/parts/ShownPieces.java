package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.interpolation.BlockProjection;
import org.otium.spi.ClusterWork;

/**
 * The samples of the target that pictures show, and where the maps take them: features alone.
 *
 * @param plan whose target
 * @param shown which samples, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record ShownPieces(PartsPlan plan, int[] shown) implements ClusterWork.Pieces {
  static float[] features(byte[] bytes) {
    FloatBuffer buffer = ByteBuffer.wrap(bytes).asFloatBuffer();
    float[] features = new float[buffer.remaining()];
    buffer.get(features);
    return features;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    int map = Integer.parseInt(key);
    float[] features = plan.isTarget(map) ? unmoved() : moved(map, stopped);
    ByteBuffer bytes = ByteBuffer.allocate(features.length * Float.BYTES);
    bytes.asFloatBuffer().put(features);
    return bytes.array();
  }

  private float[] unmoved() throws IOException {
    int d = plan.target().dimension();
    float[] features = new float[shown.length * d];
    for (int f = 0; f < plan.target().files().size(); f++) {
      FirstRows rows = FirstRows.read(plan.files().first(0, f));
      for (int r = 0; r < rows.samples().length; r++) {
        int at = Arrays.binarySearch(shown, rows.samples()[r]);
        if (at >= 0) {
          System.arraycopy(rows.features(), r * d, features, at * d, d);
        }
      }
    }
    return features;
  }

  private float[] moved(int map, BooleanSupplier stopped) throws IOException {
    int d = plan.target().dimension();
    Map<Integer, double[]> blocks = new TreeMap<>();
    for (int s = 0; s < shown.length; s++) {
      BlockTable table = BlockTable.read(plan.files().table(map, false), shown[s], shown[s] + 1);
      for (int block : table.blocks()) {
        blocks.computeIfAbsent(block, b -> new double[shown.length])[s] = table.whole()[0];
      }
    }
    float[] features = new float[shown.length * d];
    for (Map.Entry<Integer, double[]> entry : blocks.entrySet()) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
      BlockFile block = BlockFile.read(plan.files().block(map, entry.getKey()));
      int width = block.images().columns();
      float[] sums = new float[width];
      for (int s = 0; s < shown.length; s++) {
        if (entry.getValue()[s] > 0) {
          int row = Arrays.binarySearch(block.samples(), shown[s]);
          Arrays.fill(sums, 0);
          System.arraycopy(features, s * d, sums, 0, d);
          BlockProjection.add(
              block.images(), row, block.masses()[row], entry.getValue()[s], sums, 0);
          System.arraycopy(sums, 0, features, s * d, d);
        }
      }
    }
    return features;
  }
}
