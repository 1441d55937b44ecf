package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.LabelDistance;
import org.otium.testkit.Golden;
import org.otium.testkit.LabelDistanceContract;

class WassersteinLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected LabelDistance labelDistance() {
    return Parts.wasserstein(Parts.exact());
  }

  @Test
  void imagesGiveTheReferenceDistances() {
    List<ClassConditional> x = Golden.images("x").classConditionals();
    List<ClassConditional> y = Golden.images("y").classConditionals();
    double[] expected = Golden.doubles("A_emdlabel12.npy");
    double[][] actual = labelDistance().between(x, y).squared();
    for (int p = 0; p < expected.length; p++) {
      assertEquals(expected[p], actual[p / 10][p % 10], 1e-5 * expected[p], "pair " + p);
    }
  }
}
