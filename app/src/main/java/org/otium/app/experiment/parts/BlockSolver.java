package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalDouble;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.interpolation.BlockProjection;

/**
 * Solves blocks of maps from the target and keeps where its samples go.
 *
 * @param plan whose datasets
 * @param mapping how maps are learned
 * @param ids the classes of all datasets, the target first
 */
record BlockSolver(PartsPlan plan, BarycentricMappingSettings mapping, List<int[]> ids) {
  /**
   * Solves a block, unless it is solved.
   *
   * @param source samples of the target
   * @param sourceMasses what they weigh in the block
   * @param target samples of the dataset that the map goes to
   * @param epsilon the ε of the first block; nothing for that
   */
  void solve(
      int map,
      int block,
      BlockSide source,
      double[] sourceMasses,
      BlockSide target,
      double[] targetMasses,
      OptionalDouble epsilon)
      throws IOException {
    WorkFiles files = plan.files();
    // Another attempt may have come as far as this block.
    if (Files.exists(files.block(map, block))) {
      return;
    }
    double[][] labels =
        mapping.labelWeight() == 0
            ? new double[ids.getFirst().length][ids.get(map + 1).length]
            : MatrixBytes.matrix(Files.readAllBytes(files.labels(0, map + 1)));
    BlockProjection.Solved solved =
        new BlockProjection(mapping)
            .solve(
                source.weighing(plan.target().name(), ids.getFirst(), sourceMasses),
                target.weighing(plan.from().get(map).name(), ids.get(map + 1), targetMasses),
                ids.get(map + 1),
                labels,
                epsilon);
    new BlockFile(solved.result().epsilon(), source.samples(), sourceMasses, solved.images())
        .write(files, files.block(map, block));
  }
}
