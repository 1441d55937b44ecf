package org.otium.benchmarks.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otium.api.Compute;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SlicedDirections;
import org.otium.numerics.SlicedFamily;

/**
 * Sorting 20 measures of 500 points along 500 directions, with the order in which the points end
 * up, which gradients go back through: in the lanes of vectors, as sliced distances do it, and
 * projection by projection with the sort of the JDK, which gives an order only where it is packed
 * into the keys.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SortBenchmark {

  private static final int MEASURES = 20;
  private static final int SIZE = 500;
  private static final int DIMENSION = 2;
  private static final int DIRECTIONS = 500;
  private static final int COLUMNS = MEASURES * DIRECTIONS;

  private final Compute compute = Points.compute();
  private final Matrix points = Points.matrix(MEASURES * SIZE, DIMENSION, 1);
  private final Matrix none = Matrix.wrap(0, DIMENSION, new float[0]);
  private final SlicedDirections directions = SlicedDirections.uniform(DIRECTIONS, DIMENSION, 2);
  private final List<Weights> masses =
      Points.measures(MEASURES, SIZE, 1).stream().map(m -> m.weights()).toList();
  private final SlicedFamily family =
      new SlicedFamily(compute, masses, List.of(), DIMENSION, DIRECTIONS);
  private final float[] projections = Points.uniform(COLUMNS * SIZE, 3);
  private final float[] sorted = new float[COLUMNS * SIZE];
  private final long[] keys = new long[COLUMNS * SIZE];

  /**
   * Values and order, in lanes; the projections themselves, from two dimensions, are included.
   *
   * @return what was sorted
   */
  @Benchmark
  public SlicedFamily lanesWithOrder() {
    family.project(points, none, directions);
    return family;
  }

  /**
   * Values alone, by {@link Arrays#sort(float[], int, int)}.
   *
   * @return the values
   */
  @Benchmark
  public float[] arrays() {
    eachColumn(
        (from, to) -> {
          System.arraycopy(projections, from, sorted, from, to - from);
          Arrays.sort(sorted, from, to);
        });
    return sorted;
  }

  /**
   * Values and order, by {@link Arrays#sort(long[], int, int)} of the bits of a value before the
   * number of its point.
   *
   * @return the keys
   */
  @Benchmark
  public long[] arraysWithOrder() {
    eachColumn(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int bits = Float.floatToRawIntBits(projections[i]);
            int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[i] = (long) ordered << 32 | i - from;
          }
          Arrays.sort(keys, from, to);
        });
    return keys;
  }

  private void eachColumn(ParallelLoop.Body body) {
    ParallelLoop.run(compute.threads(), 0, COLUMNS * SIZE, SIZE, body);
  }
}
