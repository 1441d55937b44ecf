package org.otium.functionals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.api.ClassConditional;
import org.otium.api.LabelDistance;
import org.otium.testkit.Golden;
import org.otium.testkit.LabelDistanceContract;

class GaussianLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected boolean comparesGaussians() {
    return true;
  }

  @Override
  protected LabelDistance labelDistance() {
    return Parts.gaussian();
  }

  @Test
  void imagesGiveTheReferenceDistances() {
    List<ClassConditional> x = Golden.images("x").classConditionals();
    List<ClassConditional> y = Golden.images("y").classConditionals();
    assertClose(Golden.doubles("A_bures12.npy"), Parts.gaussian().between(x, y).squared());
    assertClose(Golden.doubles("A_bures11.npy"), Parts.gaussian().between(x, x).squared());
    assertClose(Golden.doubles("A_bures22.npy"), Parts.gaussian().between(y, y).squared());
  }

  private static void assertClose(double[] expected, double[][] actual) {
    for (int p = 0; p < expected.length; p++) {
      double value = actual[p / actual[0].length][p % actual[0].length];
      assertEquals(expected[p], value, 1e-5 * (1 + expected[p]), "pair " + p);
    }
  }
}
