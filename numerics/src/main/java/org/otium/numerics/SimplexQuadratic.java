package org.otium.numerics;

import java.util.Arrays;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;

/**
 * The minimum of a quadratic form qᵀa + ½·aᵀHa over the simplex {a ≥ 0, Σ a_i = 1}, convex or not.
 *
 * <p>Up to {@value #MOST_BY_FACES} variables every face of the simplex is asked for its stationary
 * point, so the minimum found is the global one whatever H is: where the form is not strictly
 * convex on a face, its minimum over the face is also reached on the face's boundary. With more
 * variables a convex form goes to ojAlgo's solver; for one that is not, exchanges between pairs of
 * variables run from every vertex and from the centre until nothing gains, which finds a local
 * minimum.
 */
public final class SimplexQuadratic {
  /** Beyond this many variables there are too many faces to try. */
  static final int MOST_BY_FACES = 12;

  private static final double PIVOT = 1e-12;
  private static final double CONVEX = 1e-9;
  private static final int MOST_SWEEPS = 10_000;

  private final double[][] h;
  private final double[] q;
  private final int m;

  private SimplexQuadratic(double[][] h, double[] q) {
    this.h = h;
    this.q = q;
    this.m = q.length;
  }

  /**
   * What was found.
   *
   * @param weights a, m values
   * @param value the form there
   * @param convex whether the form is convex on the simplex
   * @param global whether the minimum is proved to be the global one
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Minimum(double[] weights, double value, boolean convex, boolean global) {}

  /**
   * Minimises qᵀa + ½·aᵀHa.
   *
   * @param h H, m×m, symmetric
   * @param q m values
   * @param algebra decides whether the form is convex
   * @return the minimum
   * @throws InvalidInputException if a number is not finite or the sizes differ
   */
  public static Minimum minimise(double[][] h, double[] q, LinearAlgebra algebra) {
    check(h, q);
    double scale = scale(h, q);
    SimplexQuadratic form = new SimplexQuadratic(scaled(h, scale), scaled(q, scale));
    boolean convex = form.isConvex(algebra);
    boolean few = q.length <= MOST_BY_FACES;
    double[] a = few ? form.byFaces() : convex ? form.byConvexSolver() : form.byExchanges();
    return new Minimum(a, scale * form.value(a), convex, few || convex);
  }

  /** The largest coefficient: tolerances are relative to it. */
  private static double scale(double[][] h, double[] q) {
    double largest = Arrays.stream(q).map(Math::abs).max().orElse(0);
    for (double[] row : h) {
      largest = Math.max(largest, Arrays.stream(row).map(Math::abs).max().orElse(0));
    }
    return largest > 0 ? largest : 1;
  }

  private static double[][] scaled(double[][] h, double scale) {
    return Arrays.stream(h).map(row -> scaled(row, scale)).toArray(double[][]::new);
  }

  private static double[] scaled(double[] q, double scale) {
    return Arrays.stream(q).map(v -> v / scale).toArray();
  }

  private static void check(double[][] h, double[] q) {
    boolean sizes = q.length > 0 && h.length == q.length;
    boolean finite = Arrays.stream(q).allMatch(Double::isFinite);
    for (double[] row : h) {
      sizes &= row.length == q.length;
      finite &= Arrays.stream(row).allMatch(Double::isFinite);
    }
    if (!sizes) {
      throw new InvalidInputException(
          "a quadratic form of " + h.length + " rows with a linear part of " + q.length,
          "Give a square matrix and one linear coefficient a row.");
    }
    if (!finite) {
      throw new InvalidInputException(
          "a quadratic form with a coefficient that is not finite",
          "Look for the distance that could not be computed.");
    }
  }

  private double value(double[] a) {
    double value = 0;
    for (int i = 0; i < m; i++) {
      double row = 0;
      for (int j = 0; j < m; j++) {
        row += h[i][j] * a[j];
      }
      value += a[i] * (q[i] + 0.5 * row);
    }
    return value;
  }

  /** Whether vᵀHv ≥ 0 for all v with Σ v_i = 0. */
  private boolean isConvex(LinearAlgebra algebra) {
    double[] centred = new double[m * m];
    double[] mean = new double[m];
    double all = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        mean[i] += h[i][j] / m;
      }
      all += mean[i] / m;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        centred[i * m + j] = h[i][j] - mean[i] - mean[j] + all;
      }
    }
    double[] values = algebra.symmetricEigen(centred, m).values();
    return Arrays.stream(values).min().orElse(0) >= -CONVEX;
  }

  private double[] byFaces() {
    double[] best = new double[0];
    double least = Double.POSITIVE_INFINITY;
    for (int face = 1; face < 1 << m; face++) {
      double[] a = stationary(face);
      if (a.length == 0) {
        continue;
      }
      double value = value(a);
      if (value < least) {
        least = value;
        best = a;
      }
    }
    return best;
  }

  /** The stationary point inside a face, or nothing where there is none or not just one. */
  private double[] stationary(int face) {
    int[] members = new int[Integer.bitCount(face)];
    for (int i = 0, k = 0; i < m; i++) {
      if ((face >> i & 1) != 0) {
        members[k++] = i;
      }
    }
    int k = members.length;
    double[][] system = new double[k + 1][k + 2];
    for (int r = 0; r < k; r++) {
      for (int c = 0; c < k; c++) {
        system[r][c] = h[members[r]][members[c]];
      }
      system[r][k] = 1;
      system[k][r] = 1;
      system[r][k + 1] = -q[members[r]];
    }
    system[k][k + 1] = 1;
    double[] a = new double[m];
    if (!solve(system)) {
      return new double[0];
    }
    double sum = 0;
    for (int r = 0; r < k; r++) {
      double weight = system[r][k + 1];
      if (!(weight >= -PIVOT)) {
        return new double[0];
      }
      a[members[r]] = Math.max(0, weight);
      sum += a[members[r]];
    }
    for (int i = 0; i < m; i++) {
      a[i] /= sum;
    }
    return a;
  }

  /** Gauss–Jordan with row pivots; the solution ends in the last column. */
  private static boolean solve(double[][] system) {
    int n = system.length;
    double scale = 0;
    for (double[] row : system) {
      for (int c = 0; c < n; c++) {
        scale = Math.max(scale, Math.abs(row[c]));
      }
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(system[r][c]) > Math.abs(system[pivot][c])) {
          pivot = r;
        }
      }
      double[] row = system[pivot];
      if (Math.abs(row[c]) <= PIVOT * scale) {
        return false;
      }
      system[pivot] = system[c];
      system[c] = row;
      double inverse = 1 / row[c];
      for (int j = c; j <= n; j++) {
        row[j] *= inverse;
      }
      for (int r = 0; r < n; r++) {
        double factor = system[r][c];
        if (r != c && factor != 0) {
          for (int j = c; j <= n; j++) {
            system[r][j] -= factor * row[j];
          }
        }
      }
    }
    return true;
  }

  private double[] byConvexSolver() {
    R064Store quadratic = R064Store.FACTORY.make(m, m);
    R064Store linear = R064Store.FACTORY.make(m, 1);
    R064Store ones = R064Store.FACTORY.make(1, m);
    R064Store one = R064Store.FACTORY.make(1, 1);
    R064Store negative = R064Store.FACTORY.make(m, m);
    one.set(0, 0, 1);
    for (int i = 0; i < m; i++) {
      linear.set(i, 0, -q[i]);
      ones.set(0, i, 1);
      negative.set(i, i, -1);
      for (int j = 0; j < m; j++) {
        quadratic.set(i, j, h[i][j]);
      }
    }
    MatrixStore<Double> nothing = R064Store.FACTORY.make(m, 1);
    Optimisation.Result result =
        ConvexSolver.newBuilder()
            .objective(quadratic, linear)
            .equalities(ones, one)
            .inequalities(negative, nothing)
            .build()
            .solve();
    double[] a = new double[m];
    double sum = 0;
    for (int i = 0; i < m; i++) {
      a[i] = Math.max(0, result.doubleValue(i));
      sum += a[i];
    }
    for (int i = 0; i < m; i++) {
      a[i] /= sum;
    }
    return descended(a);
  }

  private double[] byExchanges() {
    double[] centre = new double[m];
    Arrays.fill(centre, 1.0 / m);
    double[] best = descended(centre);
    double least = value(best);
    for (int vertex = 0; vertex < m; vertex++) {
      double[] start = new double[m];
      start[vertex] = 1;
      double[] a = descended(start);
      double value = value(a);
      if (value < least) {
        least = value;
        best = a;
      }
    }
    return best;
  }

  /** Moves weight between the pair that gains most, exactly, until no pair gains. */
  private double[] descended(double[] start) {
    double[] a = start.clone();
    double[] slope = new double[m];
    for (int i = 0; i < m; i++) {
      slope[i] = q[i];
      for (int j = 0; j < m; j++) {
        slope[i] += h[i][j] * a[j];
      }
    }
    double scale = Arrays.stream(slope).map(Math::abs).max().orElse(0);
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      int from = -1;
      int to = -1;
      double moved = 0;
      double gain = 1e-15 * scale;
      for (int i = 0; i < m; i++) {
        for (int j = 0; a[i] > 0 && j < m; j++) {
          double rate = slope[i] - slope[j];
          double curvature = h[i][i] + h[j][j] - 2 * h[i][j];
          if (rate <= 0 && curvature >= 0) {
            continue;
          }
          double step = curvature > 0 ? Math.min(a[i], rate / curvature) : a[i];
          double gained = step * (rate - 0.5 * curvature * step);
          if (gained > gain) {
            gain = gained;
            from = i;
            to = j;
            moved = step;
          }
        }
      }
      if (from < 0) {
        break;
      }
      a[from] = moved == a[from] ? 0 : a[from] - moved;
      a[to] += moved;
      for (int i = 0; i < m; i++) {
        slope[i] += moved * (h[i][to] - h[i][from]);
      }
    }
    return a;
  }
}
