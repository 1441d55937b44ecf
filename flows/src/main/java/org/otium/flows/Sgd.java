package org.otium.flows;

import java.util.OptionalDouble;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/** x ← x − τ∇F: the forward Euler scheme (DD eq. 16). */
public final class Sgd implements Optimizer {
  private final SgdSettings settings;

  /**
   * Makes the rule.
   *
   * @param settings τ and its schedule
   */
  public Sgd(SgdSettings settings) {
    this.settings = settings;
  }

  @Override
  public Run start(int size) {
    return new SgdRun(0);
  }

  @Override
  public Run resume(int size, NamedArrays buffers) {
    return new SgdRun(Buffers.steps(buffers));
  }

  private final class SgdRun implements Run {
    private long steps;

    SgdRun(long steps) {
      this.steps = steps;
    }

    private float tau() {
      return (float) (settings.stepSize() * settings.schedule().at(steps));
    }

    @Override
    public void step(float[] variables, float[] gradient) {
      float tau = tau();
      for (int i = 0; i < variables.length; i++) {
        variables[i] -= tau * gradient[i];
      }
      steps++;
    }

    @Override
    public OptionalDouble stepSize() {
      return OptionalDouble.of(tau());
    }

    @Override
    public NamedArrays buffers() {
      return Buffers.ofSteps(steps);
    }
  }
}
