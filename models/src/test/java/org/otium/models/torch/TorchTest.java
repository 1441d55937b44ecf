package org.otium.models.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.models.classification.LeNet5Provider;
import org.otium.models.classification.NetworkSettings;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Layers;
import org.otium.models.layers.Pass;
import org.otium.testkit.Samples;

class TorchTest {
  private final Torch torch = Torch.start(TensorDevice.CPU, Machine.COMPUTE);

  @Test
  void graphicsCardIsUsedWhereThereIsOneUnlessTheProcessorIsWanted() {
    assertEquals(Device.gpu(), Torch.choose(TensorDevice.AUTO, 2));
    assertEquals(Device.gpu(), Torch.choose(TensorDevice.GPU, 1));
    assertEquals(Device.cpu(), Torch.choose(TensorDevice.CPU, 2));
    assertEquals(Device.cpu(), Torch.choose(TensorDevice.AUTO, 0));
    String what =
        assertThrows(InvalidInputException.class, () -> Torch.choose(TensorDevice.GPU, 0)).what();
    assertEquals("PyTorch sees no graphics card here", what);
  }

  @Test
  void missingClassesAndLibrariesAreNamed() throws Exception {
    try (URLClassLoader nothing =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      assertTrue(new TorchClassPath(nothing, "linux-x86_64").check().reason().contains("ai.djl"));
    }
    ClassLoader here = TorchClassPath.class.getClassLoader();
    assertTrue(new TorchClassPath(here, "plan9-mips").check().reason().contains("for plan9-mips"));
    assertTrue(TorchClassPath.ofThisModule().check().isAvailable());
  }

  @Test
  void platformsAreNamedAsTheirLibrariesAre() {
    assertEquals("linux-x86_64", TorchClassPath.platform("Linux", "amd64"));
    assertEquals("osx-aarch64", TorchClassPath.platform("Mac OS X", "aarch64"));
    assertEquals("win-x86_64", TorchClassPath.platform("Windows 11", "amd64"));
  }

  @Test
  void missingGraphicsCardIsAnErrorWhereOneIsAskedFor() {
    if (torch.device().equals("cpu")
        && Torch.start(TensorDevice.AUTO, Machine.COMPUTE).device().equals("cpu")) {
      assertThrows(
          InvalidInputException.class, () -> Torch.start(TensorDevice.GPU, Machine.COMPUTE));
      NetworkSettings defaults = NetworkSettings.defaults();
      NetworkSettings onCard = defaults.withDevice(TensorDevice.GPU);
      LeNet5Provider provider = new LeNet5Provider();
      assertThrows(
          InvalidInputException.class, () -> provider.create(onCard, Machine.COMPUTE), "too late");
      assertEquals(Optional.of("cpu"), provider.device(defaults));
    }
  }

  @Test
  void gradientOfASumOfSquaresIsTwiceTheTensor() {
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 1);
      NDArray x = parameters.normal("x", 1, 5);
      double value = Autograd.backward(() -> x.mul(x).sum());
      float[] at = x.toFloatArray();
      float[] gradient = x.getGradient().toFloatArray();
      double expected = 0;
      for (int i = 0; i < 5; i++) {
        expected += at[i] * at[i];
        assertEquals(2 * at[i], gradient[i], 1e-6);
      }
      assertEquals(expected, value, 1e-5);
    }
  }

  /** Written out in doubles, as PyTorch documents it. */
  @Test
  void adamStepsAsItsAuthorsWroteIt() {
    double rate = 0.1;
    double decay = 0.3;
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 1);
      NDArray x = parameters.constant("x", 2, 1);
      Adam adam = new Adam(parameters, new Adam.Rates(rate, 0.5, 0.9, decay));
      double at = 2;
      double mean = 0;
      double square = 0;
      for (int step = 1; step <= 5; step++) {
        Autograd.backward(() -> x.mul(x).mul(x).sum());
        adam.step(torch);
        double gradient = 3 * at * at + decay * at;
        mean = 0.5 * mean + 0.5 * gradient;
        square = 0.9 * square + 0.1 * gradient * gradient;
        double corrected = square / (1 - Math.pow(0.9, step));
        at -= rate * mean / (1 - Math.pow(0.5, step)) / (Math.sqrt(corrected) + 1e-8);
        assertEquals(at, x.getFloat(0), 1e-5, "step " + step);
      }
    }
  }

  @Test
  void adamGoesOnFromItsBuffers() {
    try (NDManager scope = torch.scope()) {
      Parameters whole = new Parameters(scope, 1);
      NDArray x = whole.constant("x", 2, 1);
      Adam.Rates rates = Adam.Rates.usual(0.1, 0);
      Adam adam = new Adam(whole, rates);
      for (int step = 0; step < 3; step++) {
        Autograd.backward(() -> x.mul(x).sum());
        adam.step(torch);
      }
      Parameters again = new Parameters(scope, 9, KeptTensors.of(whole.keep().toArrays()));
      NDArray y = again.constant("x", 2, 1);
      Adam resumed = new Adam(again, rates, adam.buffers());
      Autograd.backward(() -> x.mul(x).sum());
      adam.step(torch);
      Autograd.backward(() -> y.mul(y).sum());
      resumed.step(torch);
      assertEquals(x.getFloat(0), y.getFloat(0));
    }
  }

  @Test
  void averagesFollowTheirNetwork() {
    try (NDManager scope = torch.scope()) {
      Parameters network = new Parameters(scope, 1);
      network.constant("x", 3, 2);
      network.fixed("seen", 7, 2);
      Parameters average = new Parameters(scope, 1);
      NDArray x = average.constant("x", 1, 2);
      NDArray seen = average.fixed("seen", 0, 2);
      average.follow(network, 0.75);
      assertArrayEquals(new float[] {1.5f, 1.5f}, x.toFloatArray(), 1e-6f);
      assertArrayEquals(new float[] {7, 7}, seen.toFloatArray());
    }
  }

  /** Layers of all kinds: derivatives by Autograd against central differences. */
  @Test
  void derivativesOfLayersAreThoseOfDifferences() {
    float[] image = Samples.gaussian(3, 2 * 6 * 6, Samples.random(4)).toArray();
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 3);
      Layer network =
          Layer.sequence(
              Layers.convolution(parameters, "a", 2, 3, 3, 1, 1),
              Layers.normalisation(parameters, "b", 3),
              Layers.maxPooling(2),
              Layers.enlarge(6, 4),
              Layers.convolution(parameters, "c", 3, 2, 3, 2, 1),
              Layers.flatten(),
              Layers.linear(parameters, "d", 12, 4),
              Layers.unflatten(1, 2, 2),
              Layers.channelMeans());
      NDArray x = scope.create(image, new Shape(3, 2, 6, 6));
      Autograd.backward(() -> network.forward(x, Pass.use()).pow(2).sum());
      for (NDArray tensor : parameters.learned()) {
        float[] gradient = tensor.getGradient().toFloatArray();
        float[] values = tensor.toFloatArray();
        for (int p = 0; p < values.length; p += 1 + values.length / 4) {
          double above = at(network, x, tensor, values, p, 1e-2f);
          double below = at(network, x, tensor, values, p, -1e-2f);
          assertEquals((above - below) / 2e-2, gradient[p], 2e-3 + 0.02 * Math.abs(gradient[p]));
        }
      }
    }
  }

  private static double at(
      Layer network, NDArray x, NDArray tensor, float[] values, int p, float by) {
    return Autograd.withoutDerivatives(
        () -> {
          float[] moved = values.clone();
          moved[p] += by;
          tensor.set(moved);
          double value = network.forward(x, Pass.use()).pow(2).sum().getFloat();
          tensor.set(values);
          return value;
        });
  }

  /** Running statistics move by a tenth of the way to those of the batch. */
  @Test
  void normalisationLearnsStatisticsAndUsesThem() {
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 3);
      Layer layer = Layers.normalisation(parameters, "n", 1);
      NDArray x = scope.create(new float[] {2, 4, 6, 8}, new Shape(4, 1));
      float[] learning = layer.forward(x, Pass.learn(Samples.random(1))).toFloatArray();
      assertEquals(-3 / Math.sqrt(5), learning[0], 1e-4);
      float[] mean = parameters.keep().get("n/mean").orElseThrow();
      assertEquals(0.5, mean[0], 1e-5);
      float variance = parameters.keep().get("n/variance").orElseThrow()[0];
      assertEquals(0.9 + 0.1 * 20 / 3, variance, 1e-5);
      float[] use = layer.forward(x, Pass.use()).toFloatArray();
      assertEquals((2 - 0.5) / Math.sqrt(variance), use[0], 1e-4);
    }
  }

  @Test
  void droppedFeaturesAreMadeUpFor() {
    try (NDManager scope = torch.scope()) {
      Layer layer = Layers.dropout(0.25);
      NDArray ones = scope.ones(new Shape(1, 4000));
      float[] dropped = layer.forward(ones, Pass.learn(Samples.random(1))).toFloatArray();
      double sum = 0;
      for (float v : dropped) {
        assertTrue(v == 0 || Math.abs(v - 4f / 3) < 1e-6);
        sum += v;
      }
      assertEquals(4000, sum, 120);
      assertArrayEquals(ones.toFloatArray(), layer.forward(ones, Pass.use()).toFloatArray());
    }
  }

  @Test
  void scopesFreeWhatWasMadeInThem() {
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 1);
      Layer network =
          Layer.sequence(
              Layers.convolution(parameters, "a", 1, 4, 3, 1, 1),
              Layers.normalisation(parameters, "b", 4),
              Layers.relu(),
              Layers.flatten(),
              Layers.dropout(0.5),
              Layers.linear(parameters, "c", 4 * 16, 2));
      Adam adam = new Adam(parameters, Adam.Rates.usual(1e-3, 0));
      int before = scope.getManagedArrays().size();
      for (int s = 0; s < 5; s++) {
        try (NDManager step = scope.newSubManager()) {
          NDArray x = step.ones(new Shape(3, 1, 4, 4));
          Autograd.backward(() -> network.forward(x, Pass.learn(Samples.random(1))).pow(2).sum());
          adam.step(torch);
        }
        assertEquals(before, scope.getManagedArrays().size(), "after step " + s);
      }
      assertFalse(parameters.learned().isEmpty());
    }
  }

  @Test
  void numbersThatWereLostAreNotDrawnAnew() {
    try (NDManager scope = torch.scope()) {
      Parameters whole = new Parameters(scope, 1);
      Layers.linear(whole, "body", 3, 2);
      Layers.linear(whole, "head", 2, 2);
      NamedArrays some = NamedArrays.empty();
      for (String name : whole.keep().toArrays().names()) {
        if (!name.equals("head/weight")) {
          some = some.with(name, whole.keep().toArrays().get(name).orElseThrow());
        }
      }
      KeptTensors lost = KeptTensors.of(some);
      String what =
          assertThrows(
                  InvalidInputException.class,
                  () -> {
                    Parameters again = new Parameters(scope, 2, lost);
                    Layers.linear(again, "body", 3, 2);
                    Layers.linear(again, "head", 2, 2);
                  })
              .what();
      assertTrue(what.contains("head/weight"), what);
      Parameters tuned =
          new Parameters(scope, 2, whole.keep().without(name -> name.startsWith("head/")));
      Layers.linear(tuned, "body", 3, 2);
      Layers.linear(tuned, "head", 2, 5); // another size: it starts anew
      assertEquals(3 * 2 + 2 + 2 * 5 + 5, tuned.count());
    }
  }

  /** Two gigabytes in all, of which no more than one tensor is needed at a time. */
  @Test
  void tensorsLeaveNoNativeMemoryBehind() throws IOException {
    float[] megabyte = new float[1 << 18];
    long resident = 0;
    try (NDManager scope = torch.scope()) {
      for (int k = 0; k < 2100; k++) {
        if (k == 100) {
          resident = resident();
        }
        try (NDManager step = scope.newSubManager()) {
          megabyte[7] = k;
          assertEquals(k, Tensors.of(step, megabyte, new Shape(512, 512)).getFloat(0, 7));
        }
      }
    }
    assertTrue(resident() - resident < 300 << 20, "from " + resident + " to " + resident());
  }

  /** Bytes of this process in memory, or 0 where the system does not tell. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
