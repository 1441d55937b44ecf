package org.otium.app.experiment.parts;

import java.io.IOException;
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
import org.otium.interpolation.BlockProjection;

/** Where maps take the samples of the target: some consecutive ones at a time. */
final class MappedParts {
  private final PartsPlan plan;
  private final int rows;
  private final List<BlockProjection.Target> targets = new ArrayList<>();

  /**
   * Reads what a job says.
   *
   * @param tree has {@code rows}, how many samples are taken at a time, and {@code classes}, those
   *     of each dataset that is mapped to
   */
  MappedParts(PartsPlan plan, Map<String, Object> tree) {
    this.plan = plan;
    this.rows = Trees.number(tree, "rows");
    List<?> ids = Trees.list(tree, "classes");
    for (int map = 0; map < ids.size(); map++) {
      PartedDataset dataset = map == plan.from().size() ? plan.target() : plan.from().get(map);
      targets.add(
          new BlockProjection.Target(
              dataset.name(),
              ((List<?>) ids.get(map)).stream().mapToInt(id -> ((Number) id).intValue()).toArray(),
              new TreeMap<>(dataset.classNames()),
              dataset.shape()));
    }
  }

  /** How many parts of so many samples there are. */
  static int count(PartsPlan plan, int rows) {
    return (int) ((plan.target().size() + (long) rows - 1) / rows);
  }

  /** What the datasets are called that samples are mapped into. */
  List<String> names() {
    return targets.stream().map(BlockProjection.Target::name).toList();
  }

  /** What the samples of a part weigh. */
  double[] masses(int part) throws IOException {
    return table(0, part).whole();
  }

  /** The images of the samples of a part, of equal weights, one dataset a map. */
  List<LabeledDataset> images(int part, BooleanSupplier stopped) throws IOException {
    List<LabeledDataset> images = new ArrayList<>();
    for (int map = 0; map < targets.size(); map++) {
      images.add(image(map, table(map, part), stopped));
    }
    return images;
  }

  private BlockTable table(int map, int part) throws IOException {
    int to = (int) Math.min(plan.target().size(), (part + 1L) * rows);
    return BlockTable.read(plan.files().table(map, false), part * rows, to);
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
