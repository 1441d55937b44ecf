package org.otium.api;

import java.util.Optional;

/**
 * The costs between some points of a cost, read from its whole rows.
 *
 * @param cost all costs
 * @param chosenRows source points
 * @param chosenColumns target points
 */
@SuppressWarnings("ArrayRecordComponent") // shared by agreement, never compared
record SelectedRows(CostMatrix cost, int[] chosenRows, int[] chosenColumns)
    implements CostMatrix.RowSource {
  @Override
  public void fill(int from, int to, float[] out) {
    int at = 0;
    if (cost instanceof CostMatrix.Stored stored) {
      float[] all = stored.values().array();
      for (int i = from; i < to; i++) {
        int base = chosenRows[i] * cost.columns();
        for (int j : chosenColumns) {
          out[at++] = all[base + j];
        }
      }
      return;
    }
    float[] row = new float[cost.columns()];
    for (int i = from; i < to; i++) {
      cost.fill(chosenRows[i], chosenRows[i] + 1, row);
      for (int j : chosenColumns) {
        out[at++] = row[j];
      }
    }
  }

  @Override
  public void fill(int from, int to, double[] out) {
    if (cost instanceof CostMatrix.Stored stored) {
      Optional<CostMatrix.RowSource> selected =
          stored.source().flatMap(source -> source.select(chosenRows, chosenColumns));
      if (selected.isPresent()) {
        selected.get().fill(from, to, out);
        return;
      }
    }
    double[] row = new double[cost.columns()];
    int at = 0;
    for (int i = from; i < to; i++) {
      cost.fill(chosenRows[i], chosenRows[i] + 1, row);
      for (int j : chosenColumns) {
        out[at++] = row[j];
      }
    }
  }
}
