package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.data.parquet.ParquetParts;
import org.otium.interpolation.BlockProjection;
import org.otium.spi.ClusterWork;

/** Files of the result: samples of the target where the maps take them, and between these. */
final class SynthesisPieces implements ClusterWork.Pieces {
  private final PartsPlan plan;
  private final MappedParts mapped;
  private final Weights weights;
  private final boolean weighted;

  SynthesisPieces(PartsPlan plan, Map<String, Object> tree) {
    this.plan = plan;
    this.mapped = new MappedParts(plan, tree);
    this.weights = Weights.masses(numbers(Trees.list(tree, "weights")));
    this.weighted = Boolean.parseBoolean(String.valueOf(tree.get("weighted")));
  }

  private static double[] numbers(List<?> list) {
    return list.stream().mapToDouble(value -> Double.parseDouble(value.toString())).toArray();
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    int part = Integer.parseInt(key);
    List<LabeledDataset> images = mapped.images(part, stopped);
    // Labels and features take no notice of masses; these go into the file as they are.
    LabeledDataset made =
        BlockProjection.combined(
            mapped.names(), images, weights, Weights.uniform(images.getFirst().size()));
    Path file = plan.files().part(part);
    if (!Files.exists(file)) {
      double[] stored = weighted ? mapped.masses(part) : new double[0];
      plan.files().write(file, fresh -> ParquetParts.write(made, stored, fresh));
    }
    return new byte[0];
  }
}
