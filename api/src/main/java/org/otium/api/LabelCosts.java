package org.otium.api;

import java.util.Optional;

/**
 * The label part of a cost φ·c(x_i, x'_j) + λ·W₂²(y_i, y'_j), and how it joins the feature part: in
 * place where that is stored, row by row where it is computed on the way.
 */
final class LabelCosts {
  private final double featureWeight;

  /** λ·W₂², one row a label of the first side, one column a label of the second. */
  private final double[][] added;

  private final int[] labelOfRow;
  private final int[] labelOfColumn;

  /**
   * The costs of pairs of labels.
   *
   * @param featureWeight φ
   * @param labelWeight λ
   * @param labels W₂², one row a label of the first side, one column a label of the second
   * @param labelOfRow one position a sample of the first side
   * @param labelOfColumn one position a sample of the second side
   */
  LabelCosts(
      double featureWeight,
      double labelWeight,
      double[][] labels,
      int[] labelOfRow,
      int[] labelOfColumn) {
    this(featureWeight, scaled(labelWeight, labels), labelOfRow, labelOfColumn);
  }

  private LabelCosts(
      double featureWeight, double[][] added, int[] labelOfRow, int[] labelOfColumn) {
    this.featureWeight = featureWeight;
    this.added = added;
    this.labelOfRow = labelOfRow;
    this.labelOfColumn = labelOfColumn;
  }

  private static double[][] scaled(double factor, double[][] labels) {
    double[][] scaled = new double[labels.length][];
    for (int k = 0; k < labels.length; k++) {
      scaled[k] = new double[labels[k].length];
      for (int l = 0; l < labels[k].length; l++) {
        scaled[k][l] = factor * labels[k][l];
      }
    }
    return scaled;
  }

  /** The whole cost. A stored feature part is handed over, and what it holds is changed. */
  CostMatrix addTo(CostMatrix features) {
    return switch (features) {
      case CostMatrix.Stored stored -> {
        addTo(stored.values().array(), 0, stored.rows());
        yield new CostMatrix.Stored(
            stored.values(), stored.source().map(source -> rows(stored, source)));
      }
      case CostMatrix.Tiled tiled ->
          new CostMatrix.Tiled(tiled.rows(), tiled.columns(), rows(tiled, tiled.source()));
    };
  }

  private CostMatrix.RowSource rows(CostMatrix cost, CostMatrix.RowSource source) {
    return new LabelledRows(this, new CostMatrix.Tiled(cost.rows(), cost.columns(), source));
  }

  private LabelCosts select(int[] rows, int[] columns) {
    return new LabelCosts(featureWeight, added, of(labelOfRow, rows), of(labelOfColumn, columns));
  }

  private static int[] of(int[] labelOf, int[] samples) {
    int[] selected = new int[samples.length];
    for (int s = 0; s < samples.length; s++) {
      selected[s] = labelOf[samples[s]];
    }
    return selected;
  }

  private void addTo(double[] block, int from, int to) {
    int columns = labelOfColumn.length;
    for (int i = from; i < to; i++) {
      double[] byLabel = added[labelOfRow[i]];
      int base = (i - from) * columns;
      for (int j = 0; j < columns; j++) {
        block[base + j] = featureWeight * block[base + j] + byLabel[labelOfColumn[j]];
      }
    }
  }

  private void addTo(float[] block, int from, int to) {
    int columns = labelOfColumn.length;
    float phi = (float) featureWeight;
    // Rows that share a label share what is added; a label of one row alone needs no table.
    boolean shared = 2L * added.length <= to - from;
    float[][] perLabel = new float[shared ? added.length : 1][columns];
    for (int label = 0; shared && label < added.length; label++) {
      expand(added[label], labelOfColumn, perLabel[label]);
    }
    for (int i = from; i < to; i++) {
      int label = labelOfRow[i];
      float[] perColumn = perLabel[shared ? label : 0];
      if (!shared) {
        expand(added[label], labelOfColumn, perColumn);
      }
      int base = (i - from) * columns;
      for (int j = 0; j < columns; j++) {
        block[base + j] = phi * block[base + j] + perColumn[j];
      }
    }
  }

  private static void expand(double[] added, int[] labelOfColumn, float[] out) {
    for (int j = 0; j < out.length; j++) {
      out[j] = (float) added[labelOfColumn[j]];
    }
  }

  /** Rows of a cost with the label costs added. */
  private record LabelledRows(LabelCosts labels, CostMatrix.Tiled features)
      implements CostMatrix.RowSource {
    @Override
    public void fill(int from, int to, float[] out) {
      features.fill(from, to, out);
      labels.addTo(out, from, to);
    }

    @Override
    public void fill(int from, int to, double[] out) {
      features.fill(from, to, out);
      labels.addTo(out, from, to);
    }

    @Override
    public Optional<CostMatrix.RowSource> select(int[] rows, int[] columns) {
      return Optional.of(
          new LabelledRows(labels.select(rows, columns), features.select(rows, columns)));
    }
  }
}
