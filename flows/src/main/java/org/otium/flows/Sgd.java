package org.otium.flows;

import java.util.OptionalDouble;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/** x ← x − τ∇F: the forward Euler scheme (DD eq. 16). */
public final class Sgd implements Optimizer {
  private final float stepSize;

  /**
   * Makes the rule.
   *
   * @param settings τ
   */
  public Sgd(SgdSettings settings) {
    this.stepSize = (float) settings.stepSize();
  }

  @Override
  public Run start(int size) {
    return new SgdRun(stepSize);
  }

  @Override
  public Run resume(int size, NamedArrays buffers) {
    return start(size);
  }

  private record SgdRun(float tau) implements Run {
    @Override
    public void step(float[] variables, float[] gradient) {
      for (int i = 0; i < variables.length; i++) {
        variables[i] -= tau * gradient[i];
      }
    }

    @Override
    public OptionalDouble stepSize() {
      return OptionalDouble.of(tau);
    }

    @Override
    public NamedArrays buffers() {
      return NamedArrays.empty();
    }
  }
}
