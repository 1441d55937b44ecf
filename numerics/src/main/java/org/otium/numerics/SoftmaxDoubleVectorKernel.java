package org.otium.numerics;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in SIMD doubles. Weights below 2⁻¹⁵⁰ are zero, and vectors without any other are
 * dropped before the exponential, as in {@link SoftmaxVectorKernel}.
 */
final class SoftmaxDoubleVectorKernel implements SoftmaxKernel {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = D.length();

  private static final double LOG2_E = 1 / Math.log(2);

  /** log₂ of what is as good as zero in a row that sums to about one. */
  private static final double NEGLIGIBLE = -150;

  private static final double LARGEST = 450;

  /** 1.5·2⁵²: adding it rounds a double to an integer that its low bits then hold. */
  private static final double ROUND = 0x1.8p52;

  /** (log 2)^k/k!: the series of 2^x, whose rest on [−½, ½] is below 1e-17. */
  private static final double[] SERIES = new double[14];

  static {
    SERIES[0] = 1;
    for (int k = 1; k < SERIES.length; k++) {
      SERIES[k] = SERIES[k - 1] * Math.log(2) / k;
    }
  }

  private static final double P1 = SERIES[1];
  private static final double P2 = SERIES[2];
  private static final double P3 = SERIES[3];
  private static final double P4 = SERIES[4];
  private static final double P5 = SERIES[5];
  private static final double P6 = SERIES[6];
  private static final double P7 = SERIES[7];
  private static final double P8 = SERIES[8];
  private static final double P9 = SERIES[9];
  private static final double P10 = SERIES[10];
  private static final double P11 = SERIES[11];
  private static final double P12 = SERIES[12];
  private static final double P13 = SERIES[13];

  /** Does what few rows need. */
  private final SoftmaxScalarKernel scalar = new SoftmaxScalarKernel();

  private static final class Weights implements Scratch {
    private final int m;
    private final double[] w;
    private final int[] at;
    private final double[] columns;
    private final double[] lanes = new double[LANES];
    private int active;

    Weights(int m) {
      this.m = m;
      int padded = (m + LANES - 1) / LANES * LANES;
      w = new double[padded];
      at = new int[padded / LANES];
      columns = new double[padded];
    }

    @Override
    public double costOfWeights(CostRow cost) {
      DoubleVector sum = DoubleVector.zero(D);
      for (int k = 0; k < active; k++) {
        DoubleVector c = load(cost.doubles, cost.offset, at[k], m);
        sum = c.fma(DoubleVector.fromArray(D, w, k * LANES), sum);
      }
      return total(sum, lanes);
    }

    @Override
    public void addToColumns(double scale) {
      DoubleVector s = DoubleVector.broadcast(D, scale);
      for (int k = 0; k < active; k++) {
        int j = at[k];
        DoubleVector.fromArray(D, w, k * LANES)
            .fma(s, DoubleVector.fromArray(D, columns, j))
            .intoArray(columns, j);
      }
    }

    @Override
    public void drainColumns(double[] out) {
      for (int j = 0; j < m; j++) {
        out[j] += columns[j];
      }
      Arrays.fill(columns, 0);
    }

    @Override
    public void collect(double scale, float least, SoftmaxEntries out) {
      for (int k = 0; k < active; k++) {
        int base = k * LANES;
        for (int lane = 0; lane < LANES; lane++) {
          if (w[base + lane] > least) {
            out.reserve(1);
            out.column[out.size] = at[k] + lane;
            out.value[out.size++] = (float) (scale * w[base + lane]);
          }
        }
      }
    }

    @Override
    public void writePlanRow(double scale, float[] out, int offset) {
      Arrays.fill(out, offset, offset + m, 0);
      for (int k = 0; k < active; k++) {
        int end = Math.min(LANES, m - at[k]);
        for (int lane = 0; lane < end; lane++) {
          out[offset + at[k] + lane] = (float) (scale * w[k * LANES + lane]);
        }
      }
    }
  }

  /** The vector at j of a row of m values, zeros beyond its end. */
  private static DoubleVector load(double[] row, int offset, int j, int m) {
    return j + LANES <= m
        ? DoubleVector.fromArray(D, row, offset + j)
        : DoubleVector.fromArray(D, row, offset + j, D.indexInRange(j, m));
  }

  @Override
  public boolean readsDoubles() {
    return true;
  }

  @Override
  public int padded(int columns) {
    return columns;
  }

  @Override
  public Scratch newScratch(int columns) {
    return new Weights(columns);
  }

  @Override
  public double weigh(Scratch scratch, SoftmaxTerms terms, CostRow cost, double f) {
    return weigh(
        (Weights) scratch, terms.g, terms.logB, 1 / terms.epsilon, cost.doubles, cost.offset, f);
  }

  private static double weigh(
      Weights ws,
      double[] g,
      double[] logB,
      double perEpsilon,
      double[] cost,
      int offset,
      double f) {
    int m = ws.m;
    double[] w = ws.w;
    int[] at = ws.at;
    int active = 0;
    int whole = D.loopBound(m);
    DoubleVector per = DoubleVector.broadcast(D, perEpsilon);
    DoubleVector sum = DoubleVector.zero(D);
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector c = DoubleVector.fromArray(D, cost, offset + j);
      DoubleVector x =
          DoubleVector.fromArray(D, g, j)
              .sub(c)
              .add(f)
              .fma(per, DoubleVector.fromArray(D, logB, j))
              .mul(LOG2_E);
      VectorMask<Double> counts = x.compare(VectorOperators.GT, NEGLIGIBLE);
      if (counts.anyTrue()) {
        DoubleVector e = DoubleVector.zero(D).blend(exp2(x), counts);
        e.intoArray(w, active * LANES);
        at[active++] = j;
        sum = sum.add(e);
      }
    }
    if (whole < m) {
      VectorMask<Double> inside = D.indexInRange(whole, m);
      DoubleVector x =
          DoubleVector.fromArray(D, g, whole, inside)
              .sub(DoubleVector.fromArray(D, cost, offset + whole, inside))
              .add(f)
              .fma(per, DoubleVector.fromArray(D, logB, whole, inside))
              .mul(LOG2_E);
      VectorMask<Double> counts = x.compare(VectorOperators.GT, NEGLIGIBLE).and(inside);
      if (counts.anyTrue()) {
        DoubleVector e = DoubleVector.zero(D).blend(exp2(x), counts);
        e.intoArray(w, active * LANES);
        at[active++] = whole;
        sum = sum.add(e);
      }
    }
    ws.active = active;
    return total(sum, ws.lanes);
  }

  /** The sum of the lanes in one order, compiled or not. */
  private static double total(DoubleVector v, double[] lanes) {
    v.intoArray(lanes, 0);
    double sum = 0;
    for (double lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  private static DoubleVector exp2(DoubleVector exponent) {
    DoubleVector x = exponent.max(NEGLIGIBLE).min(LARGEST);
    DoubleVector t = x.add(ROUND);
    DoubleVector r = x.sub(t.sub(ROUND));
    DoubleVector p = r.mul(P13).add(P12);
    p = p.fma(r, DoubleVector.broadcast(D, P11)).fma(r, DoubleVector.broadcast(D, P10));
    p = p.fma(r, DoubleVector.broadcast(D, P9)).fma(r, DoubleVector.broadcast(D, P8));
    p = p.fma(r, DoubleVector.broadcast(D, P7)).fma(r, DoubleVector.broadcast(D, P6));
    p = p.fma(r, DoubleVector.broadcast(D, P5)).fma(r, DoubleVector.broadcast(D, P4));
    p = p.fma(r, DoubleVector.broadcast(D, P3)).fma(r, DoubleVector.broadcast(D, P2));
    p = p.fma(r, DoubleVector.broadcast(D, P1)).fma(r, DoubleVector.broadcast(D, 1));
    LongVector power = t.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return p.reinterpretAsLongs().add(power).reinterpretAsDoubles();
  }

  @Override
  public double largestExponent(SoftmaxTerms terms, CostRow cost, double f) {
    return scalar.largestExponent(terms, cost, f);
  }

  @Override
  public void raiseReach(float[] reach, CostRow cost, double f) {
    scalar.raiseReach(reach, cost, f);
  }

  @Override
  public void summarize(CostRow cost, int m, double[] minMaxSum) {
    DoubleVector min = DoubleVector.broadcast(D, Double.POSITIVE_INFINITY);
    DoubleVector max = DoubleVector.broadcast(D, Double.NEGATIVE_INFINITY);
    DoubleVector sums = DoubleVector.zero(D);
    double[] values = cost.doubles;
    int k = cost.offset;
    for (int whole = k + D.loopBound(m); k < whole; k += LANES) {
      DoubleVector c = DoubleVector.fromArray(D, values, k);
      min = min.min(c);
      max = max.max(c);
      sums = sums.add(c);
    }
    double sum = total(sums, new double[LANES]);
    double least = min.reduceLanes(VectorOperators.MIN);
    double most = max.reduceLanes(VectorOperators.MAX);
    for (; k < cost.offset + m; k++) {
      least = Math.min(least, values[k]);
      most = Math.max(most, values[k]);
      sum += values[k];
    }
    minMaxSum[0] = least;
    minMaxSum[1] = most;
    minMaxSum[2] = sum;
  }
}
