package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import org.otium.spi.ClusterWork;

/** Solves the first block of each map, whose ε is that of all its blocks. */
record FirstPieces(PartsPlan plan, BlockSolver solver) implements ClusterWork.Pieces {
  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    int map = Integer.parseInt(key);
    DoubleStream.Builder sourceMasses = DoubleStream.builder();
    DoubleStream.Builder targetMasses = DoubleStream.builder();
    BlockSide source = side(map, false, sourceMasses, stopped);
    BlockSide target = side(map, true, targetMasses, stopped);
    solver.solve(
        map,
        0,
        source,
        sourceMasses.build().toArray(),
        target,
        targetMasses.build().toArray(),
        OptionalDouble.empty());
    return new byte[0];
  }

  private BlockSide side(
      int map, boolean isTarget, DoubleStream.Builder masses, BooleanSupplier stopped)
      throws IOException {
    int number = isTarget ? map + 1 : 0;
    PartedDataset dataset = plan.dataset(number);
    int d = dataset.dimension();
    BlockSide side = new BlockSide(d);
    for (int f = 0; f < dataset.files().size(); f++) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
      FirstRows rows = FirstRows.read(plan.files().first(number, f));
      int first = dataset.first(f);
      BlockTable table =
          BlockTable.read(plan.files().table(map, isTarget), first, first + dataset.rows().get(f));
      for (int r = 0; r < rows.samples().length; r++) {
        int sample = rows.samples()[r] - first;
        int entry = table.starts()[sample];
        // Blocks ascend, so that the first comes first.
        if (entry < table.starts()[sample + 1] && table.blocks()[entry] == 0) {
          side.add(
              rows.samples()[r],
              table.classOf()[sample],
              FloatBuffer.wrap(rows.features(), r * d, d));
          masses.add(table.masses()[entry]);
        }
      }
    }
    return side;
  }
}
