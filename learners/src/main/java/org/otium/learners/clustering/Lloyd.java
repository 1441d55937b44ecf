package org.otium.learners.clustering;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.numerics.ParallelLoop;

/** One or more runs of Lloyd's algorithm over the same points. Not safe for several threads. */
final class Lloyd {
  /** Entries of a block of distances: small enough for the second-level cache. */
  private static final int BLOCK = 1 << 17;

  /** Features that one chunk of the means sums. */
  private static final int STRIP = 256;

  private static final int ROWS = 1024;

  private final int n;
  private final int d;
  private final int k;
  private final Compute compute;
  private final double[] masses;
  private final double[] mean;

  /** The points less their mean, where squares lose the fewest digits to each other. */
  private final float[] x;

  private final float[] norms;
  private final int[] assignment;
  private final float[] nearest;

  /**
   * What a run found.
   *
   * @param assignment the centre of each point
   * @param centres k×d
   * @param inertia Σ w ‖x − c(x)‖²
   * @param iterations how many it took
   * @param converged whether it came to rest
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Outcome(
      int[] assignment, Matrix centres, double inertia, int iterations, boolean converged) {}

  Lloyd(DistinctPoints distinct, int k, Compute compute) {
    this.n = distinct.size();
    this.d = distinct.points().columns();
    this.k = k;
    this.compute = compute;
    this.masses = distinct.masses();
    this.mean = meanOf(distinct.points(), masses);
    this.x = distinct.points().toArray();
    this.norms = new float[n];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double norm = 0;
            for (int j = 0; j < d; j++) {
              double v = x[i * d + j] - mean[j];
              x[i * d + j] = (float) v;
              norm += v * v;
            }
            norms[i] = (float) norm;
          }
        });
    this.assignment = new int[n];
    this.nearest = new float[n];
  }

  private static double[] meanOf(Matrix points, double[] masses) {
    int d = points.columns();
    double[] mean = new double[d];
    double total = 0;
    float[] values = points.array();
    for (int i = 0; i < masses.length; i++) {
      total += masses[i];
      for (int j = 0; j < d; j++) {
        mean[j] += masses[i] * values[i * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= total;
    }
    return mean;
  }

  Outcome run(RandomGenerator random, int maxIterations, double tolerance) {
    float[] centres = new PlusPlus(this, random).centres();
    Arrays.fill(assignment, -1);
    double before = Double.POSITIVE_INFINITY;
    int iteration = 0;
    boolean converged = false;
    while (!converged && iteration < maxIterations) {
      iteration++;
      boolean changed = assign(centres);
      double inertia = 0;
      for (int i = 0; i < n; i++) {
        inertia += masses[i] * nearest[i];
      }
      converged = !changed || before - inertia <= tolerance * inertia;
      before = inertia;
      if (!converged) {
        update(centres);
      }
    }
    if (!converged) {
      assign(centres); // the centres moved last
    }
    return new Outcome(
        assignment.clone(), uncentred(centres), inertia(centres), iteration, converged);
  }

  /** Gives every point its nearest centre; the lowest wins a tie. */
  private boolean assign(float[] centres) {
    float[] centreNorms = squaredNorms(centres, k);
    int rows = Math.max(16, BLOCK / k);
    boolean[] changed = new boolean[(n + rows - 1) / rows];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        rows,
        (from, to) -> {
          float[] block = new float[(to - from) * k];
          distances(from, to, centres, centreNorms, block);
          for (int i = from; i < to; i++) {
            int at = (i - from) * k;
            int best = 0;
            for (int c = 1; c < k; c++) {
              if (block[at + c] < block[at + best]) {
                best = c;
              }
            }
            nearest[i] = block[at + best];
            if (assignment[i] != best) {
              assignment[i] = best;
              changed[from / rows] = true;
            }
          }
        });
    for (boolean c : changed) {
      if (c) {
        return true;
      }
    }
    return false;
  }

  /** ‖x_i − c‖² of some points and all of some centres, row-major, never negative. */
  void distances(int from, int to, float[] centres, float[] centreNorms, float[] out) {
    int count = centreNorms.length;
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.YES,
            to - from,
            count,
            d,
            -2f,
            x,
            from * d,
            d,
            centres,
            0,
            d,
            0f,
            out,
            0,
            count);
    for (int i = from; i < to; i++) {
      int at = (i - from) * count;
      for (int c = 0; c < count; c++) {
        out[at + c] = Math.max(0, norms[i] + centreNorms[c] + out[at + c]);
      }
    }
  }

  float[] squaredNorms(float[] rows, int count) {
    float[] squares = new float[count];
    for (int c = 0; c < count; c++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        double v = rows[c * d + j];
        sum += v * v;
      }
      squares[c] = (float) sum;
    }
    return squares;
  }

  /** Moves every centre to the mean of its points. */
  private void update(float[] centres) {
    int[] begin = new int[k + 1];
    for (int a : assignment) {
      begin[a + 1]++;
    }
    for (int c = 0; c < k; c++) {
      begin[c + 1] += begin[c];
    }
    int[] members = new int[n];
    int[] filled = Arrays.copyOf(begin, k);
    double[] mass = new double[k];
    for (int i = 0; i < n; i++) {
      members[filled[assignment[i]]++] = i;
      mass[assignment[i]] += masses[i];
    }
    int strips = (d + STRIP - 1) / STRIP;
    ParallelLoop.run(
        compute.threads(),
        0,
        Math.multiplyExact(k, strips),
        1,
        (from, to) -> {
          double[] sum = new double[STRIP];
          for (int task = from; task < to; task++) {
            int c = task / strips;
            int low = task % strips * STRIP;
            int width = Math.min(STRIP, d - low);
            if (mass[c] > 0) {
              Arrays.fill(sum, 0);
              for (int m = begin[c]; m < begin[c + 1]; m++) {
                double w = masses[members[m]];
                int at = members[m] * d + low;
                for (int j = 0; j < width; j++) {
                  sum[j] += w * x[at + j];
                }
              }
              for (int j = 0; j < width; j++) {
                centres[c * d + low + j] = (float) (sum[j] / mass[c]);
              }
            }
          }
        });
    for (int c = 0; c < k; c++) {
      if (!(mass[c] > 0)) {
        int far = costliest();
        nearest[far] = 0;
        System.arraycopy(x, far * d, centres, c * d, d);
      }
    }
  }

  /** The point that adds most to the inertia: where a centre that lost its points is best used. */
  private int costliest() {
    int far = 0;
    for (int i = 1; i < n; i++) {
      if (masses[i] * nearest[i] > masses[far] * nearest[far]) {
        far = i;
      }
    }
    return far;
  }

  private double inertia(float[] centres) {
    double[] costs = new double[n];
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        ROWS,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double squared = 0;
            for (int j = 0; j < d; j++) {
              double v = (double) x[i * d + j] - centres[assignment[i] * d + j];
              squared += v * v;
            }
            costs[i] = masses[i] * squared;
          }
        });
    double sum = 0;
    for (double cost : costs) {
      sum += cost;
    }
    return sum;
  }

  private Matrix uncentred(float[] centres) {
    float[] moved = new float[centres.length];
    for (int v = 0; v < moved.length; v++) {
      moved[v] = (float) (centres[v] + mean[v % d]);
    }
    return Matrix.wrap(k, d, moved);
  }

  int points() {
    return n;
  }

  int clusters() {
    return k;
  }

  int dimension() {
    return d;
  }

  int threads() {
    return compute.threads();
  }

  double mass(int point) {
    return masses[point];
  }

  /** The points, centred; row-major, read-only by agreement. */
  float[] centred() {
    return x;
  }
}
