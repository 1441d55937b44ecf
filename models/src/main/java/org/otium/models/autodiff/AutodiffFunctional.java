package org.otium.models.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.models.TensorDevice;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.Tensors;
import org.otium.models.torch.Torch;

/**
 * A functional of which only the value is written down. Its Wasserstein gradient at a particle is
 * (1/m)·∂F/∂x, m the mass of the particle, by PyTorch in double precision.
 */
public final class AutodiffFunctional implements Functional {
  private final TensorFunction function;
  private final TensorDevice device;
  private final Compute compute;

  /**
   * The functional of a function.
   *
   * @param function F, the same value for the same samples
   * @param device where to compute
   * @param compute threads
   */
  public AutodiffFunctional(TensorFunction function, TensorDevice device, Compute compute) {
    Torch.check(device);
    this.function = function;
    this.device = device;
    this.compute = compute;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int n = particles.size();
    int d = particles.dimension();
    double[] wide = new double[Math.multiplyExact(n, d)];
    for (int v = 0; v < wide.length; v++) {
      wide[v] = particles.features().array()[v];
    }
    double[] masses = particles.weights().toArray();
    Torch torch = Torch.start(device, compute);
    double[] value = new double[1];
    double[] slope;
    try (NDManager scope = torch.scope()) {
      NDArray features = Tensors.of(scope, wide, new Shape(n, d));
      features.setRequiresGradient(true);
      NDArray weights = Tensors.of(scope, masses, new Shape(n));
      Autograd.backward(
          () -> {
            Tensor result = function.value(new Tensor(features), new Tensor(weights), particles);
            value[0] = single(result);
            // A value that does not depend on the features has the derivative zero, not none.
            NDArray zero = Tensors.of(scope, new double[1], new Shape());
            return result.array().add(features.sum().mul(zero));
          });
      slope = features.getGradient().toDoubleArray();
    }
    float[] gradient = new float[wide.length];
    for (int v = 0; v < wide.length; v++) {
      double mass = masses[v / d];
      gradient[v] = mass > 0 ? (float) (slope[v] / mass) : 0;
      if (!Float.isFinite(gradient[v])) {
        throw new InvalidInputException(
            "the derivative by feature " + v % d + " of particle " + v / d + " is " + gradient[v],
            "Write the functional so that it is smooth there; √x and x/|x| are not at 0.");
      }
    }
    return new Evaluation(
        value[0], Matrix.wrap(n, d, gradient), Map.of(), NamedArrays.empty(), List.of());
  }

  private static double single(Tensor result) {
    double[] values = result.values();
    if (values.length != 1 || !Double.isFinite(values[0])) {
      throw new InvalidInputException(
          "a functional whose value is "
              + (values.length == 1 ? values[0] : values.length + " numbers"),
          "Give one finite number, such as a sum.");
    }
    return values[0];
  }
}
