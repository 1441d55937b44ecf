package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TransferNumbersTest {
  @Test
  void correlationIsThatOfPearson() {
    assertEquals(
        1, TransferNumbers.correlation(new double[] {1, 2, 4}, new double[] {3, 5, 9}), 1e-12);
    assertEquals(
        -1, TransferNumbers.correlation(new double[] {1, 2, 4}, new double[] {-1, -2, -4}), 1e-12);
    // By hand: covariance 1, variances 1 and 7/3.
    assertEquals(
        0.6546536707079771,
        TransferNumbers.correlation(new double[] {1, 2, 3}, new double[] {1, 4, 3}),
        1e-12);
    assertEquals(0, TransferNumbers.correlation(new double[] {1, 2}, new double[] {5, 5}), 0);
  }

  @Test
  void spreadIsThatOfASample() {
    TransferNumbers.Spread spread = TransferNumbers.Spread.of(new double[] {0.8, 0.9, 0.7});
    assertEquals(0.8, spread.mean(), 1e-12);
    assertEquals(0.1, spread.deviation(), 1e-12);
    assertEquals("80.0 ± 10.0 %", spread.words());
    assertEquals("50.0 %", TransferNumbers.Spread.of(new double[] {0.5}).words());
  }

  @Test
  void thereAre36PointsThatSumToOneEach() {
    assertEquals(36, SimplexPoints.grid(3, SimplexPoints.PARTS).stream().distinct().count());
    SimplexPoints.grid(3, SimplexPoints.PARTS)
        .forEach(point -> assertEquals(1, point.total(), 1e-12));
    assertEquals(8, SimplexPoints.grid(2, SimplexPoints.PARTS).size());
  }
}
