package org.otium.solvers.minibatch;

import org.otium.api.InvalidInputException;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/**
 * How a problem is cut into blocks.
 *
 * @param solver solves the blocks; not an unbalanced one, as every block has to take in its mass
 * @param batchSize the most points of either side in a block
 * @param repeats how many times all points are cut into blocks anew
 * @param seed decides the blocks
 */
public record MinibatchSettings(
    @Setting(doc = "Solves the transport in each block.", defaultValue = "sinkhorn")
        OtSolver solver,
    @Setting(
            doc = "The most points of either side in a block; a block takes four bytes a pair.",
            defaultValue = "10000",
            min = 1)
        int batchSize,
    @Setting(
            doc = "How many times all points are cut into blocks anew; the results are averaged.",
            defaultValue = "1",
            min = 1)
        int repeats,
    @Setting(doc = "Decides the blocks.", defaultValue = "0") long seed) {
  /** Checks the numbers. */
  public MinibatchSettings {
    if (batchSize < 1) {
      throw new InvalidInputException(
          "batches of " + batchSize + " points", "A batch needs at least one point.");
    }
    if (repeats < 1) {
      throw new InvalidInputException(repeats + " repeats", "Repeat at least once.");
    }
    if (solver instanceof SinkhornSolver sinkhorn
        && sinkhorn.settings().marginalPenalty().isPresent()) {
      throw BlockSolution.unbalanced();
    }
  }

  /**
   * Batches of 10000 points (GG §6), once, seed 0.
   *
   * @param solver solves the blocks
   * @return the defaults
   */
  public static MinibatchSettings of(OtSolver solver) {
    return new MinibatchSettings(solver, 10_000, 1, 0);
  }

  /**
   * The same settings with another solver of the blocks.
   *
   * @param other solves the blocks
   * @return new settings
   */
  public MinibatchSettings withSolver(OtSolver other) {
    return new MinibatchSettings(other, batchSize, repeats, seed);
  }
}
