package org.otium.models.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.models.TensorDevice;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Layers;
import org.otium.models.layers.Pass;
import org.otium.testkit.Samples;

class ShardsTest {
  private static final int FEATURES = 6;
  private final Torch torch =
      Torch.start(TensorDevice.CPU, Compute.withoutLinearAlgebra(2, 1L << 30));

  private static Layer network(Parameters p) {
    return Layer.sequence(
        Layers.linear(p, "a", FEATURES, 5), Layers.relu(), Layers.linear(p, "b", 5, 1));
  }

  private static NDArray rows(float[] all, int from, int to, NDManager scope) {
    return Tensors.of(
        scope,
        Arrays.copyOfRange(all, from * FEATURES, to * FEATURES),
        new Shape(to - from, FEATURES));
  }

  private static NDArray squares(Layer network, NDArray x) {
    NDArray y = network.forward(x, Pass.use());
    return y.mul(y).sum();
  }

  private double backward(Shards<Layer> network, float[] all) {
    return network.backward(
        all.length / FEATURES,
        (layers, shard) -> squares(layers, rows(all, shard.from(), shard.to(), shard.scope())));
  }

  @Test
  void derivativesOfShardsAddUpToThoseOfTheWhole() {
    float[] all = Samples.gaussian(70, FEATURES, Samples.random(1)).toArray();
    try (NDManager scope = torch.scope()) {
      Parameters whole = new Parameters(scope, 3);
      Layer network = network(whole);
      double expected = Autograd.backward(() -> squares(network, rows(all, 0, 70, scope)));
      Parameters cut = new Parameters(scope, 3);
      Shards<Layer> shards = torch.shards(cut, 10, ShardsTest::network);
      assertEquals(7, shards.count(70));
      for (int step = 1; step <= 2; step++) { // the second adds to the first, but once only
        assertEquals(expected, backward(shards, all), 1e-4 * expected);
        for (int k = 0; k < whole.learned().size(); k++) {
          float[] there = whole.learned().get(k).getGradient().toFloatArray();
          float[] here = cut.learned().get(k).getGradient().toFloatArray();
          for (int i = 0; i < there.length; i++) {
            assertEquals(step * there[i], here[i], 1e-4 * (1 + Math.abs(step * there[i])));
          }
        }
      }
    }
  }

  @Test
  void allShardsSeeWhatAdamChanged() {
    float[] all = Samples.gaussian(40, FEATURES, Samples.random(2)).toArray();
    try (NDManager scope = torch.scope()) {
      Parameters cut = new Parameters(scope, 3);
      Shards<Layer> shards = torch.shards(cut, 10, ShardsTest::network);
      Adam adam = new Adam(cut, Adam.Rates.usual(0.1, 0));
      double before = backward(shards, all);
      adam.step(torch);
      double after = backward(shards, all);
      double whole =
          Autograd.withoutDerivatives(
              () -> (double) squares(shards.network(), rows(all, 0, 40, scope)).getFloat());
      assertEquals(whole, after, 1e-4 * whole);
      assertNotEquals(before, after);
    }
  }

  /** Running statistics move by a tenth of the way to the mean of those of two shards. */
  @Test
  void statisticsOfShardsAreAveraged() {
    float[] all = {1, 3, 10, 30};
    try (NDManager scope = torch.scope()) {
      Parameters numbers = new Parameters(scope, 1);
      Shards<Layer> shards = torch.shards(numbers, 2, p -> Layers.normalisation(p, "n", 1));
      for (int step = 0; step < 2; step++) {
        shards.backward(
            4,
            (layer, shard) -> {
              float[] some = Arrays.copyOfRange(all, shard.from(), shard.to());
              NDArray x = Tensors.of(shard.scope(), some, new Shape(2, 1));
              return layer.forward(x, Pass.learn(Samples.random(1))).sum();
            });
        shards.settle();
      }
      double share = 0.1 + 0.9 * 0.1; // of two steps
      assertEquals(share * (2 + 20) / 2, kept(numbers, "n/mean"), 1e-5);
      assertEquals(0.81 + share * (2 + 200) / 2, kept(numbers, "n/variance"), 1e-4);
    }
  }

  private static float kept(Parameters numbers, String name) {
    return numbers.keep().get(name).orElseThrow()[0];
  }

  @Test
  void whatFailsInAShardFailsForAll() {
    try (NDManager scope = torch.scope()) {
      Shards<Layer> shards = torch.shards(new Parameters(scope, 1), 2, ShardsTest::network);
      assertThrows(
          IllegalStateException.class,
          () ->
              shards.backward(
                  8,
                  (layers, shard) -> {
                    if (shard.number() == 3) {
                      throw new IllegalStateException("no");
                    }
                    return squares(layers, shard.scope().ones(new Shape(2, FEATURES)));
                  }));
    }
  }

  @Test
  void stepsLeaveNoTensorsInTheScopeOfTheNetwork() {
    float[] all = Samples.gaussian(40, FEATURES, Samples.random(2)).toArray();
    try (NDManager scope = torch.scope()) {
      Parameters numbers = new Parameters(scope, 3);
      Shards<Layer> shards = torch.shards(numbers, 10, ShardsTest::network);
      Adam adam = new Adam(numbers, Adam.Rates.usual(0.1, 0));
      backward(shards, all);
      adam.step(torch);
      List<NDArray> before = scope.getManagedArrays();
      for (int step = 0; step < 3; step++) {
        backward(shards, all);
        adam.step(torch);
        assertEquals(before.size(), scope.getManagedArrays().size());
      }
    }
  }
}
