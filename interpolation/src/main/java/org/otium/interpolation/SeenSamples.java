package org.otium.interpolation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.otium.api.LabeledDataset;

/**
 * Finds samples again by their features and class. Samples that are the same are told apart by the
 * order in which they come.
 */
final class SeenSamples {
  private static final int[] NONE = {};
  private final LabeledDataset samples;
  private final Map<Long, int[]> byHash = new HashMap<>();

  SeenSamples(LabeledDataset samples) {
    this.samples = samples;
    int d = samples.dimension();
    float[] values = samples.features().array();
    for (int i = 0; i < samples.size(); i++) {
      int[] one = {i};
      byHash.merge(hash(values, i * d, d, samples.labels().classOf(i)), one, SeenSamples::joined);
    }
  }

  /**
   * Where samples were seen.
   *
   * @return one position a sample, −1 for those that were not seen
   */
  int[] positions(LabeledDataset asked) {
    int d = asked.dimension();
    int[] positions = new int[asked.size()];
    if (d != samples.dimension()) {
      Arrays.fill(positions, -1);
      return positions;
    }
    float[] values = asked.features().array();
    Map<Integer, Integer> times = new HashMap<>();
    for (int i = 0; i < positions.length; i++) {
      int classId = asked.labels().classOf(i);
      int[] candidates = byHash.getOrDefault(hash(values, i * d, d, classId), NONE);
      int[] same = same(candidates, classId, values, i * d);
      positions[i] = same.length == 0 ? -1 : same[0];
      if (same.length > 1) {
        int earlier = times.merge(same[0], 1, Integer::sum) - 1;
        positions[i] = same[Math.min(earlier, same.length - 1)];
      }
    }
    return positions;
  }

  private int[] same(int[] candidates, int classId, float[] values, int from) {
    int d = samples.dimension();
    float[] known = samples.features().array();
    return Arrays.stream(candidates)
        .filter(at -> samples.labels().classOf(at) == classId)
        .filter(at -> Arrays.equals(known, at * d, (at + 1) * d, values, from, from + d))
        .toArray();
  }

  private static int[] joined(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static long hash(float[] values, int from, int d, int classId) {
    long hash = classId;
    for (int j = from; j < from + d; j++) {
      // Adding zero makes −0 and 0 one value, as they are when compared.
      hash = hash * 0x9E3779B97F4A7C15L + Float.floatToIntBits(values[j] + 0f);
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
