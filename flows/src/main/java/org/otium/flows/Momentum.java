package org.otium.flows;

import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/** v ← m·v + ∇F, x ← x − τv: heavy-ball momentum (Polyak 1964). */
public final class Momentum implements Optimizer {
  private static final String VELOCITY = "velocity";
  private final float stepSize;
  private final float momentum;

  /**
   * Makes the rule.
   *
   * @param settings τ and m
   */
  public Momentum(MomentumSettings settings) {
    this.stepSize = (float) settings.stepSize();
    this.momentum = (float) settings.momentum();
  }

  @Override
  public Run start(int size) {
    return new MomentumRun(new float[size]);
  }

  @Override
  public Run resume(int size, NamedArrays buffers) {
    return new MomentumRun(Buffers.narrow(buffers, VELOCITY, size));
  }

  private final class MomentumRun implements Run {
    private final float[] velocity;

    MomentumRun(float[] velocity) {
      this.velocity = velocity;
    }

    @Override
    public void step(float[] variables, float[] gradient) {
      for (int i = 0; i < variables.length; i++) {
        velocity[i] = momentum * velocity[i] + gradient[i];
        variables[i] -= stepSize * velocity[i];
      }
    }

    @Override
    public NamedArrays buffers() {
      return NamedArrays.empty().with(VELOCITY, Buffers.widen(velocity));
    }
  }
}
