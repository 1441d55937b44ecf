package org.otium.flows;

import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/** v ← m·v + ∇F, x ← x − τv: heavy-ball momentum (Polyak 1964). */
public final class Momentum implements Optimizer {
  private static final String VELOCITY = "velocity";
  private final MomentumSettings settings;

  /**
   * Makes the rule.
   *
   * @param settings τ, its schedule and m
   */
  public Momentum(MomentumSettings settings) {
    this.settings = settings;
  }

  @Override
  public Run start(int size) {
    return new MomentumRun(new float[size], 0);
  }

  @Override
  public Run resume(int size, NamedArrays buffers) {
    return new MomentumRun(Buffers.narrow(buffers, VELOCITY, size), Buffers.steps(buffers));
  }

  private final class MomentumRun implements Run {
    private final float[] velocity;
    private long steps;

    MomentumRun(float[] velocity, long steps) {
      this.velocity = velocity;
      this.steps = steps;
    }

    @Override
    public void step(float[] variables, float[] gradient) {
      float stepSize = (float) (settings.stepSize() * settings.schedule().at(steps));
      float momentum = (float) settings.momentum();
      for (int i = 0; i < variables.length; i++) {
        velocity[i] = momentum * velocity[i] + gradient[i];
        variables[i] -= stepSize * velocity[i];
      }
      steps++;
    }

    @Override
    public NamedArrays buffers() {
      return Buffers.ofSteps(steps).with(VELOCITY, Buffers.widen(velocity));
    }
  }
}
