package org.otium.numerics;

/** The kernel in scalar doubles: the reference for the SIMD one, and the choice for float64. */
final class SoftmaxScalarKernel implements SoftmaxKernel {
  /** Exponents below this are as good as −∞ next to the others of their row. */
  private static final double NEGLIGIBLE = -100;

  private static final double LIMIT = 300;

  private static final class Weights implements Scratch {
    private final double[] w;
    private final double[] columns;

    Weights(int m) {
      w = new double[m];
      columns = new double[m];
    }

    @Override
    public double costOfWeights(float[] cost, int offset) {
      double sum = 0;
      for (int j = 0; j < w.length; j++) {
        sum += w[j] * cost[offset + j];
      }
      return sum;
    }

    @Override
    public void addToColumns(double scale) {
      for (int j = 0; j < w.length; j++) {
        columns[j] += scale * w[j];
      }
    }

    @Override
    public void drainColumns(double[] out) {
      for (int j = 0; j < w.length; j++) {
        out[j] += columns[j];
        columns[j] = 0;
      }
    }

    @Override
    public void collect(double scale, float least, SoftmaxEntries out) {
      for (int j = 0; j < w.length; j++) {
        if (w[j] > least) {
          out.reserve(1);
          out.column[out.size] = j;
          out.value[out.size++] = (float) (scale * w[j]);
        }
      }
    }

    @Override
    public void writePlanRow(double scale, float[] out, int offset) {
      for (int j = 0; j < w.length; j++) {
        out[offset + j] = (float) (scale * w[j]);
      }
    }
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
  public double weigh(Scratch scratch, SoftmaxTerms terms, float[] cost, int offset, double f) {
    double[] w = ((Weights) scratch).w;
    double[] g = terms.g;
    double[] logB = terms.logB;
    double perEpsilon = 1 / terms.epsilon;
    double sum = 0;
    for (int j = 0; j < w.length; j++) {
      double x = (g[j] - cost[offset + j] + f) * perEpsilon + logB[j];
      w[j] = x < NEGLIGIBLE ? 0 : Math.exp(Math.min(x, LIMIT));
      sum += w[j];
    }
    return sum;
  }

  @Override
  public double largestExponent(SoftmaxTerms terms, float[] cost, int offset, double f) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < terms.columns; j++) {
      max = Math.max(max, (terms.g[j] - cost[offset + j] + f) / terms.epsilon + terms.logB[j]);
    }
    return max;
  }

  @Override
  public void raiseReach(float[] reach, float[] cost, int offset, double f) {
    for (int j = 0; j < reach.length; j++) {
      reach[j] = Math.max(reach[j], (float) (f - cost[offset + j]));
    }
  }

  @Override
  public void summarize(float[] cost, int from, int to, double[] minMaxSum) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    double sum = 0;
    for (int k = from; k < to; k++) {
      min = Math.min(min, cost[k]);
      max = Math.max(max, cost[k]);
      sum += cost[k];
    }
    minMaxSum[0] = min;
    minMaxSum[1] = max;
    minMaxSum[2] = sum;
  }
}
