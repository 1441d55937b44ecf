package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.data.parquet.ParquetParts;
import org.otium.interpolation.BlockProjection;

/**
 * Files of the result: samples of the target where the maps take them, and between these.
 *
 * @param files where they lie
 * @param names what the datasets are called
 * @param weights how much of each
 * @param weighted whether samples of the target differ in weight
 */
record Synthesis(WorkFiles files, List<String> names, Weights weights, boolean weighted) {
  void write(int part, List<LabeledDataset> images, double[] masses) throws IOException {
    Path file = files.part(part);
    if (Files.exists(file)) {
      return;
    }
    // Labels and features take no notice of masses; these go into the file as they are.
    LabeledDataset made =
        BlockProjection.combined(names, images, weights, Weights.uniform(masses.length));
    double[] stored = weighted ? masses : new double[0];
    files.write(file, fresh -> ParquetParts.write(made, stored, fresh));
  }
}
