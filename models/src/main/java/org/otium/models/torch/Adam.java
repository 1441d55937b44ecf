package org.otium.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;

/**
 * Adam (Kingma, Ba 2015) over the parameters of a network, with weight decay added to the gradient
 * as PyTorch's own Adam does.
 */
public final class Adam {
  private static final float EPSILON = 1e-8f;

  /**
   * How Adam steps.
   *
   * @param learningRate the step size
   * @param beta1 how much of the mean gradient is kept
   * @param beta2 how much of the mean squared gradient is kept
   * @param weightDecay times the numbers themselves is added to their gradient
   */
  public record Rates(double learningRate, double beta1, double beta2, double weightDecay) {
    /**
     * The usual rates.
     *
     * @param learningRate the step size
     * @param weightDecay times the numbers themselves is added to their gradient
     * @return β₁ = 0.9, β₂ = 0.999
     */
    public static Rates usual(double learningRate, double weightDecay) {
      return new Rates(learningRate, 0.9, 0.999, weightDecay);
    }
  }

  private final Parameters parameters;
  private final Rates rates;
  private final List<PtNDArray> means = new ArrayList<>();
  private final List<PtNDArray> squares = new ArrayList<>();
  private long steps;

  /**
   * For a network that begins to learn.
   *
   * @param parameters what to learn
   * @param rates how to step
   */
  public Adam(Parameters parameters, Rates rates) {
    this(parameters, rates, NamedArrays.empty());
  }

  /**
   * For a network that goes on learning.
   *
   * @param parameters what to learn
   * @param rates how to step
   * @param buffers what {@link #buffers} gave, or nothing
   */
  public Adam(Parameters parameters, Rates rates, NamedArrays buffers) {
    this.parameters = parameters;
    this.rates = rates;
    KeptTensors kept = KeptTensors.of(buffers);
    this.steps = buffers.get("steps").map(s -> (long) s[0]).orElse(0L);
    int at = 0;
    for (NDArray tensor : parameters.learned()) {
      means.add(buffer(tensor, kept, "mean/" + at));
      squares.add(buffer(tensor, kept, "square/" + at++));
    }
  }

  private static PtNDArray buffer(NDArray tensor, KeptTensors kept, String name) {
    float[] values = kept.get(name).orElseGet(() -> new float[Math.toIntExact(tensor.size())]);
    if (values.length != tensor.size()) {
      throw new InvalidInputException(
          "an optimiser of " + values.length + " numbers for " + tensor.size(),
          "Go on with the network that it was made for.");
    }
    return (PtNDArray) Tensors.of(tensor.getManager(), values, tensor.getShape());
  }

  /**
   * Makes a step along the gradients, and clears them, on all threads.
   *
   * @param torch has the threads
   */
  public void step(Torch torch) {
    double correction = correction();
    List<NDArray> tensors = parameters.learned();
    torch.eachAlone(
        tensors.size(),
        at ->
            Autograd.withoutDerivatives(
                () -> {
                  move(tensors.get(at), at, correction);
                  return at;
                }));
  }

  private double correction() {
    double count = ++steps;
    return Math.sqrt(1 - Math.pow(rates.beta2(), count)) / (1 - Math.pow(rates.beta1(), count));
  }

  private void move(NDArray tensor, int at, double correction) {
    try (PtNDArray gradient = JniUtils.getGradient((PtNDArray) tensor)) {
      if (gradient != null) {
        JniUtils.adamUpdate(
            (PtNDArray) tensor,
            gradient,
            means.get(at),
            squares.get(at),
            (float) rates.learningRate(),
            (float) (rates.learningRate() * correction),
            (float) rates.weightDecay(),
            1,
            -1,
            (float) rates.beta1(),
            (float) rates.beta2(),
            EPSILON,
            false);
        JniUtils.zeroGrad((PtNDArray) tensor);
      }
    }
  }

  /**
   * What to keep to go on later.
   *
   * @return running means and the number of steps
   */
  public NamedArrays buffers() {
    NamedArrays arrays = NamedArrays.empty().with("steps", new double[] {steps});
    for (int at = 0; at < means.size(); at++) {
      arrays = arrays.with("mean/" + at, wide(means.get(at)));
      arrays = arrays.with("square/" + at, wide(squares.get(at)));
    }
    return arrays;
  }

  private static double[] wide(NDArray tensor) {
    float[] values = tensor.toFloatArray();
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
