package org.otium.flows;

import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/**
 * Adam with bias correction (Kingma and Ba 2015), the optimizer of the paper's figures (DD app. D).
 */
public final class Adam implements Optimizer {
  private static final String MEAN = "mean";
  private static final String SQUARE = "square";
  private static final String STEPS = "steps";
  private final AdamSettings settings;

  /**
   * Makes the rule.
   *
   * @param settings step size and decays
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
    float[] steps = Buffers.narrow(buffers, STEPS, 1);
    return new AdamRun(
        Buffers.narrow(buffers, MEAN, size), Buffers.narrow(buffers, SQUARE, size), (int) steps[0]);
  }

  private final class AdamRun implements Run {
    private final float[] mean;
    private final float[] square;
    private int steps;

    AdamRun(float[] mean, float[] square, int steps) {
      this.mean = mean;
      this.square = square;
      this.steps = steps;
    }

    @Override
    public void step(float[] variables, float[] gradient) {
      steps++;
      float beta1 = (float) settings.beta1();
      float beta2 = (float) settings.beta2();
      float stepSize = (float) (settings.stepSize() / (1 - Math.pow(settings.beta1(), steps)));
      float correction = (float) (1 / Math.sqrt(1 - Math.pow(settings.beta2(), steps)));
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
      return NamedArrays.empty()
          .with(MEAN, Buffers.widen(mean))
          .with(SQUARE, Buffers.widen(square))
          .with(STEPS, new double[] {steps});
    }
  }
}
