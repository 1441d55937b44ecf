package org.otium.app.experiment.transfer;

import java.nio.DoubleBuffer;
import org.otium.api.Interpolation;
import org.otium.api.Weights;

/** A projection onto m datasets as numbers, to be kept, and back to the same bits. */
final class PackedProjection {
  private PackedProjection() {}

  /** How many numbers there are: weights, distances, and three that are one each. */
  static int size(int m) {
    return m + m + m * m + 3;
  }

  static double[] packed(Interpolation.Projection projection) {
    int m = projection.weights().size();
    DoubleBuffer numbers = DoubleBuffer.allocate(size(m));
    numbers.put(projection.weights().toArray());
    numbers.put(projection.squared());
    numbers.put(projection.toReference());
    for (double[] row : projection.among()) {
      numbers.put(row);
    }
    numbers.put(projection.convex() ? 1 : 0).put(projection.global() ? 1 : 0);
    return numbers.array();
  }

  static Interpolation.Projection unpacked(double[] packed, int m) {
    DoubleBuffer numbers = DoubleBuffer.wrap(packed);
    double[] weights = next(numbers, m);
    double squared = numbers.get();
    double[] toReference = next(numbers, m);
    double[][] among = new double[m][];
    for (int i = 0; i < m; i++) {
      among[i] = next(numbers, m);
    }
    boolean convex = numbers.get() != 0;
    boolean global = numbers.get() != 0;
    // They sum to one as they are; to divide by their sum again could change their last bits.
    return new Interpolation.Projection(
        Weights.masses(weights), squared, toReference, among, convex, global);
  }

  private static double[] next(DoubleBuffer numbers, int count) {
    double[] next = new double[count];
    numbers.get(next);
    return next;
  }
}
