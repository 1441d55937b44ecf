package org.otium.models.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.NamedArrays;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.models.torch.Torch;
import org.otium.testkit.Samples;

class FeatureScaleTest {
  private final LabeledDataset images =
      Samples.clouds(1, 2, 5, 12, 1).withShape(FeatureShape.image(2, 2, 3));
  private final FeatureScale scale = FeatureScale.of(images);

  @Test
  void whatWasKeptIsTheSameScale() {
    NamedArrays kept = NamedArrays.empty().with("other", new double[1]).withAll("", scale.state());
    FeatureScale again = FeatureScale.of(kept);
    assertEquals(scale.shape(), again.shape());
    assertArrayEquals(scale.mean(), again.mean());
    assertArrayEquals(scale.factor(), again.factor());
  }

  @Test
  void arraysThatAreMissingOrOfAnotherSizeAreRefused() {
    for (String name : scale.state().names()) {
      NamedArrays longer = scale.state().with(name, new double[9]);
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> FeatureScale.of(longer));
      assertTrue(refused.what().contains("'" + name + "'"), refused.what());
      NamedArrays fewer = NamedArrays.empty();
      for (String other : scale.state().names()) {
        fewer = other.equals(name) ? fewer : fewer.with(other, scale.state().get(other).get());
      }
      NamedArrays some = fewer;
      assertThrows(InvalidInputException.class, () -> FeatureScale.of(some));
    }
  }

  @Test
  void samplesComeBack() {
    float[] values = images.features().array();
    float[] back = new float[values.length];
    int n = images.size();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    try (NDManager scope = Torch.start(TensorDevice.CPU, Machine.COMPUTE).scope()) {
      NDArray tensor = scale.tensor(values, order, 0, n, scope);
      double sum = 0;
      float[] channelsFirst = tensor.toFloatArray();
      for (int i = 0; i < n; i++) {
        for (int p = 0; p < 4; p++) {
          sum += images.weights().get(i) * channelsFirst[i * 12 + 4 + p];
        }
      }
      assertEquals(0, sum, 1e-4, "mean of the second channel");
      scale.restore(tensor, back, 0);
    }
    assertArrayEquals(values, back, 1e-4f);
  }

  @Test
  void channelsComeFirstInTheOrderThatWasAskedForAndInOtherUnits() {
    float[] values = images.features().array();
    int[] order = {4, 0, 3};
    try (NDManager scope = Torch.start(TensorDevice.CPU, Machine.COMPUTE).scope()) {
      float[] rows = scale.tensor(values, order, 1, 3, scope).toFloatArray();
      assertEquals(24, rows.length);
      for (int b = 0; b < 2; b++) {
        for (int pixel = 0; pixel < 4; pixel++) {
          for (int c = 0; c < 3; c++) {
            float value = values[order[1 + b] * 12 + pixel * 3 + c];
            float expected = (float) ((value - scale.mean()[c]) * scale.factor()[c]);
            assertEquals(expected, rows[b * 12 + c * 4 + pixel], 0f);
          }
        }
      }
    }
  }
}
