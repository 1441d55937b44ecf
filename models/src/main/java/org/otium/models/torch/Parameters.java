package org.otium.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.InvalidInputException;

/**
 * The numbers of a network by name: those that are learned, and those that are only kept, such as
 * running means. Layers ask for them while the network is put together; a number that was kept
 * starts from there, any other from a seeded draw, the same on every machine.
 *
 * <p>The tensors live in the scope that is given and are freed with it.
 */
public final class Parameters {
  private final NDManager scope;
  private final RandomGenerator random;
  private final KeptTensors start;
  private final Optional<Parameters> original;
  private final Map<String, NDArray> learned = new LinkedHashMap<>();
  private final Map<String, NDArray> kept = new LinkedHashMap<>();

  /**
   * For a network that starts from nothing.
   *
   * @param scope where the tensors live
   * @param seed decides where it starts
   */
  public Parameters(NDManager scope, long seed) {
    this(scope, seed, KeptTensors.none());
  }

  /**
   * For a network that starts from what was kept.
   *
   * @param scope where the tensors live
   * @param seed decides where numbers start that were not kept
   * @param start what was kept
   */
  public Parameters(NDManager scope, long seed, KeptTensors start) {
    this(scope, seed, start, Optional.empty());
  }

  private Parameters(NDManager scope, long seed, KeptTensors start, Optional<Parameters> original) {
    this.scope = scope;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.start = start;
    this.original = original;
  }

  /**
   * For a second network of the same numbers, which are learned together, with gradients of its own
   * and its own copy of what is only kept.
   *
   * @return asks this one for its numbers
   */
  Parameters twin() {
    return new Parameters(scope, 0, KeptTensors.none(), Optional.of(this));
  }

  /**
   * Numbers to be learned that start uniformly distributed.
   *
   * @param name unique in the network
   * @param bound they start between −bound and bound
   * @param shape their shape
   * @return the tensor
   */
  public NDArray uniform(String name, double bound, long... shape) {
    return learned(name, () -> random.nextDouble(-bound, bound), shape);
  }

  /**
   * Numbers to be learned that start normally distributed around zero.
   *
   * @param name unique in the network
   * @param deviation their standard deviation
   * @param shape their shape
   * @return the tensor
   */
  public NDArray normal(String name, double deviation, long... shape) {
    return learned(name, () -> deviation * random.nextGaussian(), shape);
  }

  /**
   * Numbers to be learned that start with one value.
   *
   * @param name unique in the network
   * @param value where they start
   * @param shape their shape
   * @return the tensor
   */
  public NDArray constant(String name, double value, long... shape) {
    return learned(name, () -> value, shape);
  }

  /**
   * Numbers that are kept but not learned.
   *
   * @param name unique in the network
   * @param value where they start
   * @param shape their shape
   * @return the tensor
   */
  public NDArray fixed(String name, double value, long... shape) {
    NDArray tensor =
        original
            .map(first -> first.tensor(name).duplicate())
            .orElseGet(() -> tensor(name, () -> value, shape));
    kept.put(name, tensor);
    return tensor;
  }

  private NDArray learned(String name, DoubleSupplier draw, long... shape) {
    NDArray tensor =
        original
            .map(first -> first.tensor(name).stopGradient()) // has the same memory
            .orElseGet(() -> tensor(name, draw, shape));
    tensor.setRequiresGradient(true);
    learned.put(name, tensor);
    return tensor;
  }

  private NDArray tensor(String name, DoubleSupplier draw, long... shape) {
    if (learned.containsKey(name) || kept.containsKey(name)) {
      throw new IllegalArgumentException("two layers are called " + name);
    }
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    float[] values = start.get(name).orElseGet(() -> drawn(size, draw));
    if (values.length != size) {
      throw new InvalidInputException(
          "a network of "
              + values.length
              + " numbers '"
              + name
              + "', where "
              + size
              + " are needed",
          "Give it the settings and samples of the shape that it was learned with.");
    }
    return Tensors.of(scope, values, new Shape(shape));
  }

  private static float[] drawn(int size, DoubleSupplier draw) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) draw.getAsDouble();
    }
    return values;
  }

  /**
   * The tensors that are learned.
   *
   * @return in the order of the layers
   */
  public List<NDArray> learned() {
    return new ArrayList<>(learned.values());
  }

  /**
   * How many numbers are learned.
   *
   * @return their count
   */
  public long count() {
    return learned.values().stream().mapToLong(NDArray::size).sum();
  }

  /**
   * Moves these numbers towards those of a network of the same kind: θ ← decay·θ + (1 − decay)·θ'.
   *
   * @param other the other network's numbers
   * @param decay in [0, 1]; 0 copies them
   */
  public void follow(Parameters other, double decay) {
    Autograd.withoutDerivatives(
        () -> {
          learned.forEach((name, tensor) -> blend(tensor, other.tensor(name), decay));
          // Running statistics are no average of anything but themselves.
          kept.forEach((name, tensor) -> blend(tensor, other.tensor(name), 0));
          return true;
        });
  }

  /** Makes all that is only kept the mean over twins of this network, in all of them. */
  void settle(List<Parameters> twins) {
    if (twins.size() < 2 || kept.isEmpty()) {
      return;
    }
    kept.forEach(
        (name, tensor) -> {
          float[] mean = new float[Math.toIntExact(tensor.size())];
          for (Parameters twin : twins) {
            float[] values = twin.tensor(name).toFloatArray();
            for (int i = 0; i < mean.length; i++) {
              mean[i] += values[i] / twins.size();
            }
          }
          twins.forEach(twin -> twin.tensor(name).set(mean));
        });
  }

  private static void blend(NDArray tensor, NDArray towards, double decay) {
    try (NDArray share = Tensors.of(towards.getManager(), 1 - decay);
        NDArray part = towards.mul(share)) {
      tensor.muli((float) decay);
      tensor.addi(part);
    }
  }

  private NDArray tensor(String name) {
    NDArray found = learned.containsKey(name) ? learned.get(name) : kept.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the other network has nothing called " + name);
    }
    return found;
  }

  /**
   * A copy of all numbers.
   *
   * @return those that are learned and those that are kept
   */
  public KeptTensors keep() {
    Map<String, float[]> values = new LinkedHashMap<>();
    learned.forEach((name, tensor) -> values.put(name, tensor.toFloatArray()));
    kept.forEach((name, tensor) -> values.put(name, tensor.toFloatArray()));
    return KeptTensors.wrap(values);
  }

  /**
   * The scope in which the tensors live.
   *
   * @return what the constructor was given
   */
  public NDManager scope() {
    return scope;
  }
}
