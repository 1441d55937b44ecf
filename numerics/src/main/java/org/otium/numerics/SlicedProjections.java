package org.otium.numerics;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;

/**
 * The way of a family's points to sorted projections, one block of directions after the other, and
 * the way of a gradient back from the projections to the points.
 */
final class SlicedProjections {
  private final LinearAlgebra linearAlgebra;
  private final int threads;
  private final int dimension;
  private final int directionCount;
  private final SlicedLayout layout;
  private final SlicedTiles tiles;

  private @Nullable Matrix movingPoints;
  private @Nullable Matrix fixedPoints;
  private @Nullable SlicedDirections directions;
  private int loaded = -1;

  /**
   * Nothing is projected yet.
   *
   * @param compute matrix products and threads
   * @param layout sizes
   * @param tiles where the projections go
   * @param dimension d
   * @param directionCount L
   */
  SlicedProjections(
      Compute compute, SlicedLayout layout, SlicedTiles tiles, int dimension, int directionCount) {
    this.linearAlgebra = compute.linearAlgebra();
    this.threads = compute.threads();
    this.dimension = dimension;
    this.directionCount = directionCount;
    this.layout = layout;
    this.tiles = tiles;
  }

  /** Sets points and directions, and projects along the first block; see {@link SlicedFamily}. */
  void project(Matrix points, Matrix others, SlicedDirections along) {
    checkShape("moving", points, layout.movingRows());
    checkShape("fixed", others, layout.rows() - layout.movingRows());
    if (along.count() != directionCount || along.dimension() != dimension) {
      throw new InvalidInputException(
          along.count() + " directions in dimension " + along.dimension(),
          "This family was made for " + directionCount + " in dimension " + dimension + ".");
    }
    boolean keepFixed =
        loaded == 0
            && layout.blocks() == 1
            && along.equals(directions)
            && Objects.equals(others, fixedPoints);
    movingPoints = points;
    fixedPoints = others;
    directions = along;
    load(0, keepFixed);
  }

  private void checkShape(String which, Matrix points, int rows) {
    if (points.rows() != rows || (rows > 0 && points.columns() != dimension)) {
      throw new InvalidInputException(
          "the points of the " + which + " measures are " + points.rows() + "×" + points.columns(),
          "This family was made for " + rows + "×" + dimension + ".");
    }
  }

  private void load(int block, boolean keepFixed) {
    loaded = -1; // in case this fails
    multiply(requireProjected(movingPoints), 0, block);
    if (!keepFixed) {
      multiply(requireProjected(fixedPoints), layout.movingRows(), block);
    }
    int present = keepFixed ? layout.moving() : layout.measures();
    AtomicBoolean finite = new AtomicBoolean(true);
    ParallelLoop.run(
        threads,
        0,
        layout.tiles() * present,
        1,
        (from, to) -> {
          for (int unit = from; unit < to; unit++) {
            if (!tiles.sort(unit / present, unit % present)) {
              finite.set(false);
            }
          }
        });
    if (!finite.get()) {
      throw notFinite();
    }
    loaded = block;
  }

  private void multiply(Matrix points, int firstRow, int block) {
    if (points.rows() == 0) {
      return;
    }
    linearAlgebra.gemm(
        LinearAlgebra.Transpose.NO,
        LinearAlgebra.Transpose.YES,
        points.rows(),
        layout.directionsIn(block),
        dimension,
        1f,
        points.array(),
        0,
        dimension,
        requireProjected(directions).matrix().array(),
        layout.firstDirection(block, 0) * dimension,
        dimension,
        0f,
        tiles.rows(),
        firstRow * layout.stride(),
        layout.stride());
  }

  /**
   * What is done with the sorted projections along each block of directions.
   *
   * @param work is given the blocks in order, each one loaded
   */
  void eachBlock(IntConsumer work) {
    requireProjected(movingPoints);
    for (int block = 0; block < layout.blocks(); block++) {
      if (loaded != block) {
        load(block, false);
      }
      work.accept(block);
    }
  }

  /**
   * Carries the gradient that is in {@link SlicedTiles#rows()} back to the moving points.
   *
   * @param out rows of the moving points × d: overwritten with the first block, added to with the
   *     others
   * @param block directions
   */
  void backTo(float[] out, int block) {
    linearAlgebra.gemm(
        LinearAlgebra.Transpose.NO,
        LinearAlgebra.Transpose.NO,
        layout.movingRows(),
        dimension,
        layout.directionsIn(block),
        1f,
        tiles.rows(),
        0,
        layout.stride(),
        requireProjected(directions).matrix().array(),
        layout.firstDirection(block, 0) * dimension,
        dimension,
        block == 0 ? 0f : 1f,
        out,
        0,
        dimension);
  }

  private static <T> T requireProjected(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("project(…) comes first");
    }
    return value;
  }

  private InvalidInputException notFinite() {
    Matrix points = requireProjected(movingPoints);
    int firstRow = 0;
    if (points.firstNonFinite() < 0) {
      points = requireProjected(fixedPoints);
      firstRow = layout.movingRows();
    }
    int at = (int) points.firstNonFinite();
    if (at < 0) {
      return tooLarge();
    }
    int row = firstRow + at / dimension;
    int measure = layout.measureOf(row);
    return new InvalidInputException(
        "value "
            + at % dimension
            + " of point "
            + (row - layout.start(measure))
            + " of measure "
            + measure
            + " is "
            + points.array()[at],
        "Remove the points that are not finite.");
  }

  /** Of finite points whose projections or distances are not. */
  static InvalidInputException tooLarge() {
    return new InvalidInputException(
        "sliced distances between the points exceed single precision", "Rescale the features.");
  }
}
