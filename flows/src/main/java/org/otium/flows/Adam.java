package org.otium.flows;

import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/**
 * Adam with bias correction (Kingma and Ba 2015), the optimizer of the paper's figures (DD app. D).
 */
public final class Adam implements Optimizer {
  private static final String MEAN = "mean";
  private static final String SQUARE = "square";
  private final AdamSettings settings;

  /**
   * Makes the rule.
   *
   * @param settings step size, its schedule and decays
   */
  public Adam(AdamSettings settings) {
    this.settings = settings;
  }

  @Override
  public Run start(int size) {
    return new AdamRun(new float[size], new float[size], 0);
  }

  @Override
  public Run resume(int size, NamedArrays buffers) {
    return new AdamRun(
        Buffers.narrow(buffers, MEAN, size),
        Buffers.narrow(buffers, SQUARE, size),
        Buffers.steps(buffers));
  }

  private final class AdamRun implements Run {
    private final float[] mean;
    private final float[] square;
    private long steps;

    AdamRun(float[] mean, float[] square, long steps) {
      this.mean = mean;
      this.square = square;
      this.steps = steps;
    }

    @Override
    public void step(float[] variables, float[] gradient) {
      double scheduled = settings.stepSize() * settings.schedule().at(steps);
      steps++;
      float beta1 = (float) settings.beta1();
      float beta2 = (float) settings.beta2();
      float stepSize = (float) (scheduled / (1 - Math.pow(settings.beta1(), (double) steps)));
      float correction = (float) (1 / Math.sqrt(1 - Math.pow(settings.beta2(), (double) steps)));
      float stabilizer = (float) settings.stabilizer();
      for (int i = 0; i < variables.length; i++) {
        float g = gradient[i];
        mean[i] += (1 - beta1) * (g - mean[i]);
        square[i] += (1 - beta2) * (g * g - square[i]);
        variables[i] -=
            stepSize * mean[i] / ((float) Math.sqrt(square[i]) * correction + stabilizer);
      }
    }

    @Override
    public NamedArrays buffers() {
      return Buffers.ofSteps(steps)
          .with(MEAN, Buffers.widen(mean))
          .with(SQUARE, Buffers.widen(square));
    }
  }
}
