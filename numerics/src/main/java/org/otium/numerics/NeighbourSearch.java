package org.otium.numerics;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;

/**
 * Finds the k nearest of a set of points in the Euclidean distance, exactly: candidates come from
 * blocks of a matrix product in single precision and are compared in double precision, and where
 * rounding could have hidden a neighbour all points are.
 */
public final class NeighbourSearch {
  /** A tile of distances stays in the second-level cache. */
  private static final int TILE_ROWS = 128;

  private static final int TILE_COLUMNS = 1024;

  /** Candidates beyond k, so that rounding rarely hides a neighbour. */
  private static final int SPARE = 8;

  /** Features between two looks at whether a point is already too far. */
  private static final int STRIDE = 32;

  private final Matrix points;
  private final int k;
  private final int candidates;
  private final Compute compute;
  private final double[] mean;
  private final float[] centred;
  private final float[] norms;
  private final double largestNorm;

  /** Is told the neighbours of one sample. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Called once a sample, from several threads.
     *
     * @param sample which sample
     * @param neighbours its neighbours; only valid during the call
     * @param places how many of the k places each takes: 1, or less where several tie for the last
     * @param count how many neighbours there are, k or more
     */
    void visit(int sample, int[] neighbours, double[] places, int count);
  }

  /**
   * Prepares a search.
   *
   * @param points finite, and none so large that squared distances overflow
   * @param k how many neighbours, from one to as many as there are points
   * @param compute matrix products and threads
   */
  public NeighbourSearch(Matrix points, int k, Compute compute) {
    this.points = points;
    this.k = k;
    this.candidates = Math.min(points.rows(), k + SPARE);
    this.compute = compute;
    int d = points.columns();
    this.mean = new double[d];
    float[] values = points.array();
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < d; j++) {
        mean[j] += values[i * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= points.rows();
    }
    this.centred = new float[values.length];
    this.norms = new float[points.rows()];
    ParallelLoop.run(
        compute.threads(),
        0,
        points.rows(),
        TILE_COLUMNS,
        (from, to) -> centre(values, from, to, centred, norms, 0));
    double largest = 0;
    for (float norm : norms) {
      largest = Math.max(largest, norm);
    }
    this.largestNorm = largest;
  }

  /** Writes rows less the mean, and their squared norms, from row {@code base} on. */
  private void centre(
      float[] values, int from, int to, float[] rows, float[] squaredNorms, int base) {
    int d = mean.length;
    for (int i = from; i < to; i++) {
      double norm = 0;
      int out = (i - base) * d;
      for (int j = 0; j < d; j++) {
        double v = values[i * d + j] - mean[j];
        rows[out + j] = (float) v;
        norm += v * v;
      }
      squaredNorms[i - base] = (float) norm;
    }
  }

  /**
   * Finds the neighbours of samples.
   *
   * @param samples finite, of the points' dimension
   * @param visitor is told the neighbours of each, from several threads
   */
  public void forEach(Matrix samples, Visitor visitor) {
    ParallelLoop.run(
        compute.threads(),
        0,
        samples.rows(),
        TILE_ROWS,
        (from, to) -> new Block(samples, from, to).visit(visitor));
  }

  /** The samples of one chunk. */
  private final class Block {
    private final Matrix samples;
    private final int from;
    private final int rows;
    private final float[] queries;
    private final float[] queryNorms;

    /** A heap a sample, the farthest candidate on top. */
    private final float[] keys;

    private final int[] held;

    Block(Matrix samples, int from, int to) {
      this.samples = samples;
      this.from = from;
      this.rows = to - from;
      this.queries = new float[rows * mean.length];
      this.queryNorms = new float[rows];
      centre(samples.array(), from, to, queries, queryNorms, from);
      this.keys = new float[rows * candidates];
      this.held = new int[rows * candidates];
      Arrays.fill(keys, Float.POSITIVE_INFINITY);
    }

    void visit(Visitor visitor) {
      scan();
      Nearest nearest = new Nearest(points.rows());
      for (int r = 0; r < rows; r++) {
        int top = r * candidates;
        nearest.clear();
        for (int c = 0; c < candidates; c++) {
          nearest.add(held[top + c], squared(r, held[top + c], Double.POSITIVE_INFINITY));
        }
        double radius = nearest.radius(k);
        double doubt = (mean.length + 8) * 0x1p-23 * (queryNorms[r] + largestNorm);
        // Whatever is no candidate is at least as far as the farthest candidate, but for rounding.
        if (candidates < points.rows() && keys[top] + queryNorms[r] - doubt <= radius) {
          nearest.clear();
          for (int p = 0; p < points.rows(); p++) {
            double squared = squared(r, p, radius);
            if (squared <= radius) {
              nearest.add(p, squared);
            }
          }
          radius = nearest.radius(k);
        }
        nearest.share(k, radius);
        visitor.visit(from + r, nearest.points, nearest.places, nearest.count);
      }
    }

    private void scan() {
      int d = mean.length;
      int n = points.rows();
      float[] tile = new float[rows * TILE_COLUMNS];
      for (int j0 = 0; j0 < n; j0 += TILE_COLUMNS) {
        int width = Math.min(TILE_COLUMNS, n - j0);
        compute
            .linearAlgebra()
            .gemm(
                Transpose.NO,
                Transpose.YES,
                rows,
                width,
                d,
                -2f,
                queries,
                0,
                d,
                centred,
                j0 * d,
                d,
                0f,
                tile,
                0,
                width);
        for (int r = 0; r < rows; r++) {
          int top = r * candidates;
          float farthest = keys[top];
          int at = r * width;
          for (int j = 0; j < width; j++) {
            float key = norms[j0 + j] + tile[at + j];
            if (key < farthest) {
              replaceTop(top, key, j0 + j);
              farthest = keys[top];
            }
          }
        }
      }
    }

    private void replaceTop(int top, float key, int point) {
      int hole = 0;
      while (true) {
        int child = 2 * hole + 1;
        if (child >= candidates) {
          break;
        }
        if (child + 1 < candidates && keys[top + child + 1] > keys[top + child]) {
          child++;
        }
        if (keys[top + child] <= key) {
          break;
        }
        keys[top + hole] = keys[top + child];
        held[top + hole] = held[top + child];
        hole = child;
      }
      keys[top + hole] = key;
      held[top + hole] = point;
    }

    /** The squared distance in double precision; any larger number once it exceeds {@code most}. */
    private double squared(int row, int point, double most) {
      int d = mean.length;
      float[] a = samples.array();
      float[] b = points.array();
      int atA = (from + row) * d;
      int atB = point * d;
      double sum = 0;
      for (int begin = 0; begin < d && sum <= most; begin += STRIDE) {
        int end = Math.min(d, begin + STRIDE);
        for (int j = begin; j < end; j++) {
          double v = (double) a[atA + j] - b[atB + j];
          sum += v * v;
        }
      }
      return sum;
    }
  }

  /** Points with their exact squared distances. */
  private static final class Nearest {
    private final int[] points;
    private final double[] places;
    private final double[] squared;
    private int count;

    Nearest(int capacity) {
      points = new int[capacity];
      places = new double[capacity];
      squared = new double[capacity];
    }

    void clear() {
      count = 0;
    }

    void add(int point, double distance) {
      points[count] = point;
      squared[count++] = distance;
    }

    /** The k-th smallest squared distance. */
    double radius(int k) {
      System.arraycopy(squared, 0, places, 0, count);
      Arrays.sort(places, 0, count);
      return places[k - 1];
    }

    /** Keeps the points within the radius, ascending; those on it share the places left. */
    void share(int k, double radius) {
      int inside = 0;
      int kept = 0;
      for (int m = 0; m < count; m++) {
        if (squared[m] <= radius) {
          inside += squared[m] < radius ? 1 : 0;
          points[kept] = points[m];
          squared[kept++] = squared[m];
        }
      }
      count = kept;
      double shared = (double) (k - inside) / (kept - inside);
      for (int m = 0; m < kept; m++) {
        places[m] = squared[m] < radius ? 1 : shared;
      }
    }
  }
}
