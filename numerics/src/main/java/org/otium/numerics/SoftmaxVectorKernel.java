package org.otium.numerics;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in SIMD floats.
 *
 * <p>The exponent {@code (g_j − C_ij + f_i)/ε} is small where it matters, though its terms are
 * large: the difference g − C is therefore kept together with its rounding error (Knuth's two-sum),
 * and the sum with f is then exact where the terms cancel (Sterbenz). What floats miss of f and g
 * is added in units of ε.
 *
 * <p>At small ε nearly all entries are zero. Vectors without any entry that counts are dropped
 * before the exponential, and the others are kept side by side with their positions.
 */
final class SoftmaxVectorKernel implements SoftmaxKernel {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, F.vectorShape());
  private static final int LANES = F.length();
  private static final IntVector INDEX = IntVector.zero(I).addIndex(1);

  /** log₂ of what is dropped; 2⁻⁸⁰ ≈ 1e-24 of a row that sums to about one. */
  private static final float NEGLIGIBLE = -80;

  private static final float NEGLIGIBLE_WEIGHT = 0x1p-80f;

  /** No weight is so small that its product with a mass is denormal, which is slow. */
  private static final float SMALLEST = -100;

  private static final float LARGEST = 100;

  private static final int SMALLEST_BITS = Float.floatToRawIntBits(SMALLEST);
  private static final int LARGEST_BITS = Float.floatToRawIntBits(LARGEST);

  /** 1.5·2²³: adding it rounds a float to an integer that its low bits then hold. */
  private static final float ROUND = 0x1.8p23f;

  // 2^x on [−½, ½]: minimax in relative error, 2e-9, with value 1 at 0.
  private static final float P1 = 0x1.62e43p-1f;
  private static final float P2 = 0x1.ebfbdcp-3f;
  private static final float P3 = 0x1.c6aee8p-5f;
  private static final float P4 = 0x1.3b2d4cp-7f;
  private static final float P5 = 0x1.5f3e52p-10f;
  private static final float P6 = 0x1.41fbc8p-13f;

  /** So many vectors are summed in floats before the sum goes to a double. */
  private static final int BLOCK = 64;

  private static final class Weights implements Scratch {
    private final int m;
    private final float[] w;
    private final int[] at;
    private final float[] columns;
    private final float[] lanes = new float[LANES];
    private int active;

    Weights(int m, int padded) {
      this.m = m;
      w = new float[padded];
      at = new int[padded / LANES];
      columns = new float[padded];
    }

    @Override
    public double costOfWeights(CostRow row) {
      float[] cost = row.floats;
      int offset = row.offset;
      double sum = 0;
      for (int k = 0; k < active; ) {
        FloatVector block = FloatVector.zero(F);
        for (int end = Math.min(active, k + BLOCK); k < end; k++) {
          int j = at[k];
          FloatVector c =
              j + LANES <= m
                  ? FloatVector.fromArray(F, cost, offset + j)
                  : FloatVector.fromArray(F, cost, offset + j, F.indexInRange(j, m));
          block = c.fma(FloatVector.fromArray(F, w, k * LANES), block);
        }
        sum += total(block, lanes);
      }
      return sum;
    }

    @Override
    public void addToColumns(double scale) {
      FloatVector s = FloatVector.broadcast(F, (float) scale);
      for (int k = 0; k < active; k++) {
        int j = at[k];
        FloatVector.fromArray(F, w, k * LANES)
            .fma(s, FloatVector.fromArray(F, columns, j))
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
        FloatVector v = FloatVector.fromArray(F, w, k * LANES);
        VectorMask<Float> large = v.compare(VectorOperators.GT, least);
        if (large.anyTrue()) {
          out.reserve(LANES);
          v.mul((float) scale).compress(large).intoArray(out.value, out.size);
          INDEX.add(at[k]).compress(large.cast(I)).intoArray(out.column, out.size);
          out.size += large.trueCount();
        }
      }
    }

    @Override
    public void writePlanRow(double scale, float[] out, int offset) {
      Arrays.fill(out, offset, offset + m, 0);
      FloatVector s = FloatVector.broadcast(F, (float) scale);
      for (int k = 0; k < active; k++) {
        int j = at[k];
        FloatVector v = FloatVector.fromArray(F, w, k * LANES);
        FloatVector mass =
            FloatVector.zero(F).blend(v.mul(s), v.compare(VectorOperators.GT, NEGLIGIBLE_WEIGHT));
        if (j + LANES <= m) {
          mass.intoArray(out, offset + j);
        } else {
          mass.intoArray(out, offset + j, F.indexInRange(j, m));
        }
      }
    }
  }

  @Override
  public boolean readsDoubles() {
    return false;
  }

  @Override
  public int padded(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  @Override
  public Scratch newScratch(int columns) {
    return new Weights(columns, padded(columns));
  }

  @Override
  public double weigh(Scratch scratch, SoftmaxTerms terms, CostRow cost, double f) {
    return weigh(
        (Weights) scratch,
        terms.high,
        terms.low,
        (float) terms.perEpsilon,
        cost.floats,
        cost.offset,
        (float) f,
        terms.lowPart(f));
  }

  private static double weigh(
      Weights ws,
      float[] high,
      float[] low,
      float perEpsilon,
      float[] cost,
      int offset,
      float f,
      float fLow) {
    int m = ws.m;
    float[] w = ws.w;
    int[] at = ws.at;
    float[] lanes = ws.lanes;
    int active = 0;
    double sum = 0;
    int whole = F.loopBound(m);
    FloatVector per = FloatVector.broadcast(F, perEpsilon);
    for (int from = 0; from < whole; from += BLOCK * LANES) {
      int to = Math.min(whole, from + BLOCK * LANES);
      FloatVector block = FloatVector.zero(F);
      for (int j = from; j < to; j += LANES) {
        FloatVector c = FloatVector.fromArray(F, cost, offset + j);
        FloatVector g = FloatVector.fromArray(F, high, j);
        FloatVector d = g.sub(c);
        FloatVector x = d.add(f).fma(per, FloatVector.fromArray(F, low, j)).add(fLow);
        if (x.compare(VectorOperators.GT, NEGLIGIBLE).anyTrue()) {
          FloatVector e = exp2(roundingError(g, c, d).fma(per, x));
          e.intoArray(w, active * LANES);
          at[active++] = j;
          block = block.add(e);
        }
      }
      sum += total(block, lanes);
    }
    if (whole < m) {
      VectorMask<Float> inside = F.indexInRange(whole, m);
      FloatVector c = FloatVector.fromArray(F, cost, offset + whole, inside);
      FloatVector g = FloatVector.fromArray(F, high, whole);
      FloatVector d = g.sub(c);
      FloatVector x = d.add(f).fma(per, FloatVector.fromArray(F, low, whole)).add(fLow);
      if (x.compare(VectorOperators.GT, NEGLIGIBLE).anyTrue()) {
        FloatVector e = FloatVector.zero(F).blend(exp2(roundingError(g, c, d).fma(per, x)), inside);
        e.intoArray(w, active * LANES);
        at[active++] = whole;
        sum += total(e, lanes);
      }
    }
    ws.active = active;
    return sum;
  }

  /**
   * The sum of the lanes in one order. {@code reduceLanes} may take any order, and takes another
   * one once it is compiled, so that results would change from run to run.
   */
  private static double total(FloatVector v, float[] lanes) {
    v.intoArray(lanes, 0);
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  /** (g − c) − d, exact, for d = g − c rounded. */
  private static FloatVector roundingError(FloatVector g, FloatVector c, FloatVector d) {
    FloatVector minusC = d.sub(g);
    return g.sub(d.sub(minusC)).sub(c.add(minusC));
  }

  /**
   * x between {@link #SMALLEST} and {@link #LARGEST}. The bits of floats are in order as integers:
   * signed, all negative floats are below the positive ones; unsigned, they are above them, and the
   * smaller the further. Float maxima would cost six instructions each, for the sake of NaN.
   */
  private static FloatVector clamped(FloatVector x) {
    return x.reinterpretAsInts()
        .lanewise(VectorOperators.MIN, LARGEST_BITS)
        .lanewise(VectorOperators.UMIN, SMALLEST_BITS)
        .reinterpretAsFloats();
  }

  private static FloatVector exp2(FloatVector exponent) {
    FloatVector x = clamped(exponent);
    FloatVector t = x.add(ROUND);
    FloatVector r = x.sub(t.sub(ROUND));
    FloatVector p = r.fma(FloatVector.broadcast(F, P6), FloatVector.broadcast(F, P5));
    p = p.fma(r, FloatVector.broadcast(F, P4)).fma(r, FloatVector.broadcast(F, P3));
    p = p.fma(r, FloatVector.broadcast(F, P2)).fma(r, FloatVector.broadcast(F, P1));
    p = p.fma(r, FloatVector.broadcast(F, 1f));
    IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(power).reinterpretAsFloats();
  }

  @Override
  public double largestExponent(SoftmaxTerms terms, CostRow row, double f) {
    float[] cost = row.floats;
    int offset = row.offset;
    int m = terms.columns;
    float fHigh = (float) f;
    FloatVector per = FloatVector.broadcast(F, (float) terms.perEpsilon);
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    int whole = F.loopBound(m);
    for (int j = 0; j < whole; j += LANES) {
      FloatVector d =
          FloatVector.fromArray(F, terms.high, j).sub(FloatVector.fromArray(F, cost, offset + j));
      max = max.max(d.add(fHigh).fma(per, FloatVector.fromArray(F, terms.low, j)));
    }
    if (whole < m) {
      VectorMask<Float> inside = F.indexInRange(whole, m);
      FloatVector d =
          FloatVector.fromArray(F, terms.high, whole)
              .sub(FloatVector.fromArray(F, cost, offset + whole, inside));
      // beyond the end the terms say "no mass", so these lanes never win
      max = max.max(d.add(fHigh).fma(per, FloatVector.fromArray(F, terms.low, whole)));
    }
    return Math.log(2) * ((double) max.reduceLanes(VectorOperators.MAX) + terms.lowPart(f));
  }

  @Override
  public void raiseReach(float[] reach, CostRow row, double f) {
    float[] cost = row.floats;
    int offset = row.offset;
    FloatVector v = FloatVector.broadcast(F, (float) f);
    int whole = F.loopBound(reach.length);
    int j = 0;
    for (; j < whole; j += LANES) {
      v.sub(FloatVector.fromArray(F, cost, offset + j))
          .max(FloatVector.fromArray(F, reach, j))
          .intoArray(reach, j);
    }
    for (; j < reach.length; j++) {
      reach[j] = Math.max(reach[j], (float) f - cost[offset + j]);
    }
  }

  @Override
  public void summarize(CostRow row, int m, double[] minMaxSum) {
    float[] cost = row.floats;
    int from = row.offset;
    int to = from + m;
    FloatVector min = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    float[] lanes = new float[LANES];
    double sum = 0;
    int k = from;
    int whole = from + F.loopBound(to - from);
    while (k < whole) {
      FloatVector block = FloatVector.zero(F);
      int end = Math.min(whole, k + BLOCK * LANES);
      for (; k < end; k += LANES) {
        FloatVector c = FloatVector.fromArray(F, cost, k);
        // comparisons pass over NaN, which the sum keeps; minima that mind it cost three times more
        min = min.blend(c, c.compare(VectorOperators.LT, min));
        max = max.blend(c, c.compare(VectorOperators.GT, max));
        block = block.add(c);
      }
      sum += total(block, lanes);
    }
    float least = min.reduceLanes(VectorOperators.MIN);
    float most = max.reduceLanes(VectorOperators.MAX);
    for (; k < to; k++) {
      least = Math.min(least, cost[k]);
      most = Math.max(most, cost[k]);
      sum += cost[k];
    }
    minMaxSum[0] = least;
    minMaxSum[1] = most;
    minMaxSum[2] = sum;
  }
}
