package org.otium.app.experiment.parts;

import java.io.IOException;
import org.otium.data.parquet.ParquetParts;
import org.otium.data.parquet.PartRows;

/** The features of a file, some thousand rows at a time, after what they are put through. */
final class PartedRows implements AutoCloseable {
  private final PartRows rows;
  private final RowSteps steps;
  private float[] features = {};

  PartedRows(PartedDataset dataset, int file) throws IOException {
    this.steps = dataset.steps();
    this.rows =
        ParquetParts.rows(
            dataset.files().get(file), dataset.settings(), steps.stored().dimension());
  }

  boolean next() throws IOException {
    boolean more = rows.next();
    features = more ? steps.features(rows.count(), rows.features()) : new float[0];
    return more;
  }

  int first() {
    return rows.first();
  }

  int count() {
    return rows.count();
  }

  /** n×d, row-major. */
  float[] features() {
    return features;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
