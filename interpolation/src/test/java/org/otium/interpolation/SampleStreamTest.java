package org.otium.interpolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetMap;
import org.otium.api.Interpolation.Prepared;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;

class SampleStreamTest {
  private static final Weights ONE = Weights.uniform(1);

  private static LabeledDataset line(int n) {
    float[] values = new float[n];
    int[] ids = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
      ids[i] = i % 3;
    }
    return LabeledDataset.of("line", Matrix.wrap(n, 1, values), Labels.hard(ids));
  }

  /** Adds a hundred, and remembers the largest batch that it was given. */
  private record Shifted(int[] largest) implements Prepared {
    @Override
    public LabeledDataset at(Weights weights) {
      throw new AssertionError("the whole is not asked for");
    }

    @Override
    public Optional<DatasetMap> mapAt(Weights weights) {
      return Optional.of(
          samples -> {
            largest[0] = Math.max(largest[0], samples.size());
            float[] moved = samples.features().array().clone();
            for (int i = 0; i < moved.length; i++) {
              moved[i] += 100;
            }
            return samples.withFeatures(Matrix.wrap(moved.length, 1, moved));
          });
    }
  }

  private static List<Float> values(SampleBatches samples) {
    List<Float> all = new ArrayList<>();
    while (samples.batches().hasNext()) {
      for (float value : samples.batches().next().features().array()) {
        all.add(value);
      }
    }
    return all;
  }

  @Test
  void everySampleComesOnceBeforeAnyComesAgain() {
    int[] largest = {0};
    SampleBatches samples = SampleStream.of(new Shifted(largest), ONE, line(10), 37, 4, 1);
    assertEquals(37, samples.count());
    List<Float> values = values(samples);
    assertEquals(37, values.size());
    Map<Float, Integer> times = new HashMap<>();
    values.forEach(value -> times.merge(value, 1, Integer::sum));
    assertEquals(10, times.size());
    times.forEach((value, count) -> assertTrue(count == 3 || count == 4, value + " " + count));
    values.forEach(value -> assertTrue(value >= 100 && value < 110));
    assertEquals(4, largest[0], "no more than a batch at once");
  }

  @Test
  void neitherTheBatchNorAnotherPassChangesWhatIsDrawn() {
    Shifted shifted = new Shifted(new int[1]);
    List<Float> small = values(SampleStream.of(shifted, ONE, line(10), 25, 3, 7));
    List<Float> large = values(SampleStream.of(shifted, ONE, line(10), 25, 100, 7));
    assertEquals(small, large);
    assertFalse(small.equals(values(SampleStream.of(shifted, ONE, line(10), 25, 3, 8))));
  }

  @Test
  void samplesAreAsLikelyAsTheyWeigh() {
    LabeledDataset heavy = line(3).withWeights(Weights.proportional(0, 1, 3));
    List<Float> values =
        values(SampleStream.of(new Shifted(new int[1]), ONE, heavy, 40_000, 1000, 3));
    Map<Float, Integer> times = new HashMap<>();
    values.forEach(value -> times.merge(value, 1, Integer::sum));
    assertFalse(times.containsKey(100f), "a sample without weight");
    // Five standard deviations of a binomial share of a quarter.
    assertEquals(0.25, times.getOrDefault(101f, 0) / 40_000.0, 0.011);
  }

  @Test
  void whatHasNoMapIsDrawnFromItself() {
    Prepared whole = weights -> line(5);
    List<Float> values = values(SampleStream.of(whole, ONE, line(2), 10, 3, 1));
    for (float value = 0; value < 5; value++) {
      float wanted = value;
      assertEquals(2, values.stream().filter(v -> v == wanted).count());
    }
  }

  /** Ten and ten samples make a hundred pairs; the same ten again would be ten. */
  @Test
  void mixupDrawsNewPairsBeyondTheReference() {
    Prepared mixed =
        new Mixup(new MixupSettings(new Pooling()))
            .prepare(List.of(line(10), tens(10)), line(5), 1);
    Weights half = Weights.uniform(2);
    List<Float> values = values(SampleStream.of(mixed, half, line(5), 200, 7, 1));
    assertTrue(new HashSet<>(values).size() > 60, "pairs " + new HashSet<>(values).size());
    Map<Integer, Integer> times = new HashMap<>();
    values.forEach(value -> times.merge(Math.round(2 * value) % 10, 1, Integer::sum));
    times.forEach((sample, count) -> assertEquals(20, count, "sample " + sample));
    assertEquals(values, values(SampleStream.of(mixed, half, line(5), 200, 100, 1)));
  }

  private static LabeledDataset tens(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = 10 * i;
    }
    return LabeledDataset.of("tens", Matrix.wrap(n, 1, values), Labels.hard(new int[n]));
  }

  @Test
  void thereIsAnEndAndNoEmptyStream() {
    SampleBatches samples = SampleStream.of(new Shifted(new int[1]), ONE, line(4), 4, 4, 1);
    samples.batches().next();
    assertThrows(NoSuchElementException.class, () -> samples.batches().next());
    assertThrows(
        InvalidInputException.class,
        () -> SampleStream.of(new Shifted(new int[1]), ONE, line(4), 0, 4, 1));
  }
}
