package org.otium.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The interaction energy 𝒲(ρ) = ½ ∬ W(z, z') dρ(z) dρ(z') (DD eq. 11) over all pairs of particles,
 * each with itself included.
 *
 * <p>Its Wasserstein gradient at z is ∇(W * ρ)(z) = ∫ ∇_x W(z, z') dρ(z') (DD eq. 13): as both
 * arguments of a symmetric W move, the factor ½ is gone.
 */
public final class InteractionFunctional implements Functional {
  private final InteractionEnergy interaction;
  private final int threads;

  /**
   * The energy of an interaction, computed on the calling thread.
   *
   * @param interaction W
   */
  public InteractionFunctional(InteractionEnergy interaction) {
    this(interaction, 1);
  }

  /**
   * The energy of an interaction.
   *
   * @param interaction W, safe to call from several threads
   * @param threads how many threads may work; the results do not depend on it
   * @throws InvalidInputException if there is not at least one
   */
  public InteractionFunctional(InteractionEnergy interaction, int threads) {
    if (threads < 1) {
      throw new InvalidInputException(threads + " threads", "Use at least one thread.");
    }
    this.interaction = interaction;
    this.threads = threads;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int n = particles.size();
    int d = particles.dimension();
    float[] gradient = new float[Math.multiplyExact(n, d)];
    double[] values = new double[n];
    int strips = Math.clamp(n, 1, threads);
    if (strips == 1) {
      strip(particles, 0, 1, values, gradient);
    } else {
      inParallel(strips, strip -> strip(particles, strip, strips, values, gradient));
    }
    double value = 0;
    for (int i = 0; i < n; i++) {
      value += 0.5 * particles.weights().get(i) * values[i];
    }
    return new Evaluation(
        value,
        Matrix.wrap(n, d, gradient),
        Map.of("interaction", value),
        NamedArrays.empty(),
        List.of());
  }

  /** Every {@code strips}-th row, (W * ρ)(z_i) and its gradient; each row is summed in order. */
  private void strip(
      LabeledDataset particles, int strip, int strips, double[] values, float[] gradient) {
    int n = particles.size();
    int d = particles.dimension();
    float[] x = particles.features().array();
    float[] point = new float[d];
    float[] other = new float[d];
    float[] pairGradient = new float[d];
    double[] sum = new double[d];
    for (int i = strip; i < n; i += strips) {
      if (particles.weights().get(i) == 0) {
        continue;
      }
      System.arraycopy(x, i * d, point, 0, d);
      Arrays.fill(sum, 0);
      int classId = particles.labels().classOf(i);
      double value = 0;
      for (int j = 0; j < n; j++) {
        double mass = particles.weights().get(j);
        if (mass == 0) {
          continue;
        }
        System.arraycopy(x, j * d, other, 0, d);
        Arrays.fill(pairGradient, 0f);
        int otherId = particles.labels().classOf(j);
        value += mass * interaction.evaluate(point, classId, other, otherId, pairGradient);
        for (int c = 0; c < d; c++) {
          sum[c] += mass * pairGradient[c];
        }
      }
      values[i] = value;
      for (int c = 0; c < d; c++) {
        gradient[i * d + c] = (float) sum[c];
      }
    }
  }

  private interface Strip {
    void run(int strip);
  }

  private static void inParallel(int strips, Strip work) {
    try (ExecutorService pool = Executors.newFixedThreadPool(strips)) {
      List<CompletableFuture<Void>> running =
          IntStream.range(0, strips)
              .mapToObj(strip -> CompletableFuture.runAsync(() -> work.run(strip), pool))
              .toList();
      try {
        running.forEach(CompletableFuture::join);
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
  }
}
