package org.otium.numerics;

/** The kernel in scalar doubles: oracle of the SIMD ones, and fallback. */
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
    public double costOfWeights(CostRow cost) {
      double[] c = cost.doubles;
      double sum = 0;
      for (int j = 0; j < w.length; j++) {
        sum += w[j] * c[cost.offset + j];
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
    double[] c = cost.doubles;
    int offset = cost.offset;
    double[] w = ((Weights) scratch).w;
    double[] g = terms.g;
    double[] logB = terms.logB;
    double perEpsilon = 1 / terms.epsilon;
    double sum = 0;
    for (int j = 0; j < w.length; j++) {
      double x = (g[j] - c[offset + j] + f) * perEpsilon + logB[j];
      w[j] = x < NEGLIGIBLE ? 0 : Math.exp(Math.min(x, LIMIT));
      sum += w[j];
    }
    return sum;
  }

  @Override
  public double largestExponent(SoftmaxTerms terms, CostRow cost, double f) {
    double[] c = cost.doubles;
    int offset = cost.offset;
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < terms.columns; j++) {
      max = Math.max(max, (terms.g[j] - c[offset + j] + f) / terms.epsilon + terms.logB[j]);
    }
    return max;
  }

  @Override
  public void raiseReach(float[] reach, CostRow cost, double f) {
    double[] c = cost.doubles;
    for (int j = 0; j < reach.length; j++) {
      reach[j] = Math.max(reach[j], (float) (f - c[cost.offset + j]));
    }
  }

  @Override
  public void summarize(CostRow cost, int m, double[] minMaxSum) {
    double[] c = cost.doubles;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int k = cost.offset; k < cost.offset + m; k++) {
      min = Math.min(min, c[k]);
      max = Math.max(max, c[k]);
      sum += c[k];
    }
    minMaxSum[0] = min;
    minMaxSum[1] = max;
    minMaxSum[2] = sum;
  }
}
