package org.otium.models.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network that learns on several threads. The samples of a step are cut into shards, each shard
 * goes through the network and back by itself on one thread, and the sum of their gradients, in
 * their order, is that of the step. How many shards there are depends on the number of samples
 * alone, so that the same bytes come out on any number of threads.
 *
 * <p>Every shard has a twin of the network: gradients of its own for the same numbers. Statistics
 * of batches are those of a shard (ghost batches, Hoffer et al. 2017), and what runs along with
 * them is a mean over the shards.
 *
 * <p>PyTorch's own threads share out a single operation and wait for each other after each, which
 * takes longer than the operation in networks of this size. On a graphics card a step is one shard.
 *
 * @param <N> the network
 */
public final class Shards<N> {
  /** Fewer samples than these are not worth a thread. */
  public static final int ROWS = 32;

  private final Torch torch;
  private final int rows;
  private final Parameters numbers;
  private final Function<Parameters, N> build;
  private final List<Twin<N>> twins = new ArrayList<>();

  /**
   * Some of the samples of a step.
   *
   * @param number counts the shards of a step from zero
   * @param from the first sample
   * @param to one after the last
   * @param scope for tensors of this shard alone; is closed afterwards
   */
  public record Shard(int number, int from, int to, NDManager scope) {}

  /**
   * The part of the loss that is due to a shard.
   *
   * @param <N> the network
   */
  @FunctionalInterface
  public interface Loss<N> {
    /**
     * Evaluates it; is called on several threads at once.
     *
     * @param network the network, with the shard's own gradients
     * @param shard which samples
     * @return one number; those of all shards are summed
     */
    NDArray of(N network, Shard shard);
  }

  private record Twin<N>(Parameters numbers, N network) {}

  Shards(Torch torch, Parameters numbers, int rows, Function<Parameters, N> build) {
    this.torch = torch;
    this.rows = rows;
    this.numbers = numbers;
    this.build = build;
    twins.add(new Twin<>(numbers, build.apply(numbers)));
  }

  /**
   * The network itself, for evaluations of which no derivatives are wanted.
   *
   * @return what was built of the parameters
   */
  public N network() {
    return twins.getFirst().network();
  }

  /**
   * Into how many shards a step is cut.
   *
   * @param samples of the step
   * @return one or more
   */
  public int count(int samples) {
    return torch.isCard() ? 1 : Math.max(1, (int) (((long) samples + rows - 1) / rows));
  }

  /**
   * Evaluates the loss of a step and adds its gradient to that of the parameters.
   *
   * @param samples how many samples the step looks at
   * @param loss the part of a shard
   * @return the sum over all shards
   */
  public double backward(int samples, Loss<N> loss) {
    int count = count(samples);
    while (twins.size() < count) {
      Parameters twin = numbers.twin();
      twins.add(new Twin<>(twin, build.apply(twin)));
    }
    double[] losses = new double[count];
    torch.eachAlone(
        count,
        s -> {
          int from = (int) ((long) samples * s / count);
          int to = (int) ((long) samples * (s + 1) / count);
          try (NDManager scope = numbers.scope().newSubManager()) {
            Shard shard = new Shard(s, from, to, scope);
            N network = twins.get(s).network();
            losses[s] = Autograd.backward(() -> loss.of(network, shard));
          }
        });
    gather(count);
    double sum = 0;
    for (double part : losses) {
      sum += part;
    }
    return sum;
  }

  /** Moves the gradients of all shards into those of the parameters. */
  private void gather(int count) {
    if (count == 1) {
      return;
    }
    List<List<NDArray>> tensors = new ArrayList<>();
    for (Twin<N> twin : twins.subList(0, count)) {
      tensors.add(twin.numbers().learned());
    }
    torch.eachAlone(
        tensors.getFirst().size(),
        k ->
            Autograd.withoutDerivatives(
                () -> {
                  try (PtNDArray sum = gradient(tensors.getFirst().get(k))) {
                    for (int s = 1; s < count; s++) {
                      try (PtNDArray part = gradient(tensors.get(s).get(k))) {
                        sum.addi(part);
                        JniUtils.zeroGrad((PtNDArray) tensors.get(s).get(k));
                      }
                    }
                  }
                  return k;
                }));
  }

  private static PtNDArray gradient(NDArray tensor) {
    return JniUtils.getGradient((PtNDArray) tensor);
  }

  /** Makes what runs along with batches a mean over the shards; to be called before it is used. */
  public void settle() {
    numbers.settle(twins.stream().map(Twin::numbers).toList());
  }
}
