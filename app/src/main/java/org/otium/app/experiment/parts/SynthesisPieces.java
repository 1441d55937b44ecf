package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.data.parquet.ParquetParts;
import org.otium.interpolation.BlockProjection;
import org.otium.spi.ClusterWork;

/** Files of the result: samples of the target where the maps take them, and between these. */
final class SynthesisPieces implements ClusterWork.Pieces {
  private final PartsPlan plan;
  private final int rows;
  private final Weights weights;
  private final boolean weighted;
  private final List<BlockProjection.Target> targets = new ArrayList<>();

  SynthesisPieces(PartsPlan plan, Map<String, Object> tree) {
    this.plan = plan;
    this.rows = Trees.number(tree, "rows");
    this.weights = Weights.masses(numbers(Trees.list(tree, "weights")));
    this.weighted = Boolean.parseBoolean(String.valueOf(tree.get("weighted")));
    List<?> ids = Trees.list(tree, "classes");
    for (int map = 0; map < plan.from().size(); map++) {
      PartedDataset dataset = plan.from().get(map);
      targets.add(
          new BlockProjection.Target(
              dataset.name(),
              ((List<?>) ids.get(map)).stream().mapToInt(id -> ((Number) id).intValue()).toArray(),
              new TreeMap<>(dataset.classNames()),
              dataset.shape()));
    }
  }

  private static double[] numbers(List<?> list) {
    return list.stream().mapToDouble(value -> Double.parseDouble(value.toString())).toArray();
  }

  /** The numbers of the samples of a file of the result. */
  static int[] range(int part, int rows, int size) {
    return new int[] {part * rows, (int) Math.min(size, (part + 1L) * rows)};
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    int part = Integer.parseInt(key);
    int[] range = range(part, rows, plan.target().size());
    List<LabeledDataset> images = new ArrayList<>();
    double[] whole = {};
    for (int map = 0; map < targets.size(); map++) {
      BlockTable table = BlockTable.read(plan.files().table(map, false), range[0], range[1]);
      whole = table.whole();
      images.add(image(map, table, stopped));
    }
    Weights masses = Weights.masses(whole);
    // Labels and features take no notice of masses; these go into the file as they are.
    LabeledDataset made =
        BlockProjection.combined(
            targets.stream().map(BlockProjection.Target::name).toList(),
            images,
            weights,
            Weights.uniform(masses.size()));
    Path file = plan.files().part(part);
    if (!Files.exists(file)) {
      double[] stored = weighted ? whole : new double[0];
      plan.files().write(file, fresh -> ParquetParts.write(made, stored, fresh));
    }
    return new byte[0];
  }

  private LabeledDataset image(int map, BlockTable table, BooleanSupplier stopped)
      throws IOException {
    int n = table.classOf().length;
    BlockProjection.Target target = targets.get(map);
    int width = target.shape().dimension() + target.classIds().length;
    float[] sums = new float[Math.multiplyExact(n, width)];
    for (int block : IntStream.of(table.blocks()).sorted().distinct().toArray()) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
      BlockFile.read(plan.files().block(map, block), table.from(), table.from() + n)
          .addTo(sums, table);
    }
    return BlockProjection.image(
        plan.target().name(), Weights.uniform(n), target, Matrix.wrap(n, width, sums));
  }
}
