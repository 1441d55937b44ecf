package org.otium.models.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.testkit.EncoderContract;
import org.otium.testkit.Samples;

/** With small networks that the test writes itself. */
class TorchScriptEncoderTest extends EncoderContract {
  @TempDir Path folder;

  /** tanh of the sums over pairs of rows; the way back repeats what it got. */
  @Override
  protected Encoder encoder() {
    Path there =
        ScriptFile.write(
            folder.resolve("there.pt"),
            "y = torch.flatten(x, 1)",
            "return torch.mul(torch.tanh(y), 2)");
    Path back =
        ScriptFile.write(
            folder.resolve("back.pt"),
            "y = torch.atanh(torch.div(x, 2))",
            "return torch.reshape(y, [-1, 1, 6, 6])");
    return encoder(there.toString(), back.toString());
  }

  private static Encoder encoder(String there, String back) {
    return new TorchScriptEncoder(
        new TorchScriptSettings(there, back, 7, TensorDevice.CPU), Machine.COMPUTE);
  }

  @Test
  void networksSeeChannelsFirst() {
    Path file = ScriptFile.write(folder.resolve("first.pt"), "return torch.sum(x, [2, 3])");
    LabeledDataset image =
        LabeledDataset.of(
                "two by two, three channels",
                Matrix.of(new double[][] {{1, 10, 100, 2, 20, 200, 3, 30, 300, 4, 40, 400}}),
                Labels.hard(5))
            .withShape(FeatureShape.image(2, 2, 3));
    LabeledDataset embedded = encoder(file.toString(), "").fit(image, 1).encode(image);
    assertArrayEquals(new float[] {10, 100, 1000}, embedded.features().array());
    assertTrue(encoder(file.toString(), "").fit(image, 1).decode(embedded).isEmpty());
  }

  /** The network weighs channels and rows differently, so that nothing may be mixed up. */
  @Test
  void derivativesComeBackToTheirPixelsAndChannels() {
    Path file =
        ScriptFile.write(
            folder.resolve("mixed.pt"),
            "y = torch.sum(torch.mul(x, x), [2])",
            "z = torch.cumsum(torch.flatten(y, 1), 1)",
            "return torch.sin(z)");
    float[] pixels = Samples.gaussian(2, 12, Samples.random(3)).toArray();
    LabeledDataset images =
        LabeledDataset.of("images", Matrix.wrap(2, 12, pixels), Labels.hard(5, 6))
            .withShape(FeatureShape.image(2, 2, 3));
    Encoder.Embedding embedding = encoder(file.toString(), "").fit(images, 1);
    Matrix gradient = Samples.gaussian(2, 6, Samples.random(4));
    Matrix pulled = embedding.pullback(images.features(), gradient).orElseThrow();
    float step = 1e-2f;
    for (int v = 0; v < pixels.length; v++) {
      double[] values = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] moved = pixels.clone();
        moved[v] += side == 0 ? step : -step;
        Matrix there = embedding.encode(images.withFeatures(Matrix.wrap(2, 12, moved))).features();
        for (int k = 0; k < there.array().length; k++) {
          values[side] += (double) there.array()[k] * gradient.array()[k];
        }
      }
      assertEquals((values[0] - values[1]) / (2 * step), pulled.array()[v], 0.02);
    }
  }

  @Test
  void filesThatAreNoNetworksAreRefused() throws Exception {
    LabeledDataset samples = Samples.clouds(1, 2, 4, 36, 1);
    Path noise = Files.writeString(folder.resolve("noise.pt"), "no network");
    Path pair = ScriptFile.write(folder.resolve("tall.pt"), "return torch.reshape(x, [3, 5])");
    for (String file : new String[] {"nowhere.pt", noise.toString(), pair.toString()}) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> encoder(file, "").fit(samples, 1));
      assertTrue(refused.getMessage().contains(file), refused.getMessage());
    }
    assertThrows(InvalidInputException.class, () -> encoder(" ", ""));
    assertEquals("torchscript", new TorchScriptEncoderProvider().name());
  }
}
