package org.otium.flows;

import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;

/**
 * Optimizer buffers between their float form and checkpoints. Every float is a double, so nothing
 * is lost.
 */
final class Buffers {
  private static final String STEPS = "steps";

  private Buffers() {}

  static NamedArrays ofSteps(long steps) {
    return NamedArrays.empty().with(STEPS, new double[] {steps});
  }

  static long steps(NamedArrays buffers) {
    return (long) read(buffers, STEPS, 1)[0];
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  static double[] read(NamedArrays buffers, String name, int size) {
    double[] wide =
        buffers
            .get(name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the checkpoint lacks the optimizer's '" + name + "'",
                        "It was written with another optimizer: resume with the one it was started with."));
    if (wide.length != size) {
      throw new InvalidInputException(
          "the optimizer's '" + name + "' has " + wide.length + " values, not " + size,
          "The checkpoint belongs to a flow of other particles.");
    }
    return wide;
  }

  static float[] narrow(NamedArrays buffers, String name, int size) {
    double[] wide = read(buffers, name, size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) wide[i];
    }
    return values;
  }
}
