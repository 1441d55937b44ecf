package org.otium.app.experiment.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otium.api.Interpolation;
import org.otium.api.Weights;
import org.otium.app.experiment.interpolation.SimplexPoints;
import org.otium.app.runs.CsvTable;

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
    assertEquals("80.0\u00a0±\u00a010.0\u00a0%", spread.words());
    assertEquals("50.0\u00a0%", TransferNumbers.Spread.of(new double[] {0.5}).words());
  }

  @Test
  void deviationsStandBesideTheMeansOfSeveralRepetitions() {
    Map<String, Object> one =
        new TransferNumbers(List.of("a"), List.of(result(0.8)), false).means();
    assertEquals(Map.of("pooled", 0.8), one);
    Map<String, Object> two =
        new TransferNumbers(List.of("a"), List.of(result(0.5), result(1)), false).means();
    assertEquals(0.75, two.get("pooled"));
    assertEquals(Math.sqrt(0.125), (double) two.get("pooled (s.d.)"), 1e-12);
  }

  private static Transfer.Result result(double accuracy) {
    Interpolation.Projection nearest =
        new Interpolation.Projection(
            Weights.uniform(1), 0, new double[1], new double[1][1], true, true);
    return new Transfer.Result(Map.of("pooled", accuracy), nearest, new double[0]);
  }

  @Test
  void whatHelpedMostIsSaidWithItsDoubt() {
    Map<String, Double> first = Map.of("pooled", 0.5, "a alone", 0.4, Transfer.FEW, 0.2);
    Map<String, Double> second = Map.of("pooled", 0.6, "a alone", 0.4, Transfer.FEW, 0.3);
    assertEquals(
        "It is pooled: 55.0\u00a0±\u00a07.1\u00a0% against 25.0\u00a0±\u00a07.1\u00a0% from the labelled samples alone."
            + " Of single datasets, a is best.",
        numbers(List.of(first, second)).helpedMost());
    assertEquals(
        "It is a alone: 42.0\u00a0±\u00a00.0\u00a0% against 40.0\u00a0±\u00a014.1\u00a0% from the labelled samples alone,"
            + " within one standard deviation.",
        numbers(
                List.of(
                    Map.of("a alone", 0.42, Transfer.FEW, 0.3),
                    Map.of("a alone", 0.42, Transfer.FEW, 0.5)))
            .helpedMost());
    assertEquals(
        "None does; the best is pooled: 30.0\u00a0% against 40.0\u00a0% from the labelled samples alone.",
        numbers(List.of(Map.of("pooled", 0.3, Transfer.FEW, 0.4))).helpedMost());
  }

  private static TransferNumbers numbers(List<Map<String, Double>> accuracies) {
    return new TransferNumbers(
        List.of("a"),
        accuracies.stream().map(a -> new Transfer.Result(a, nearest(3), new double[0])).toList(),
        false);
  }

  @Test
  void gainsAreMeansOfRatiosAndNotRatiosOfMeans() {
    List<Transfer.Result> results =
        List.of(
            new Transfer.Result(
                Map.of("pooled", 0.6, Transfer.FEW, 0.2), nearest(3), new double[0]),
            new Transfer.Result(
                Map.of("pooled", 0.4, Transfer.FEW, 0.4), nearest(3), new double[0]));
    TransferNumbers numbers = new TransferNumbers(List.of("a"), results, true);
    assertEquals(1.0, (double) numbers.means().get("pooled, gain"), 1e-12);
    assertEquals(Math.sqrt(2), (double) numbers.means().get("pooled, gain (s.d.)"), 1e-12);
    assertEquals(List.of("pooled, gain"), gains(numbers.shares()));
    assertTrue(numbers.table().contains("100.0\u00a0±\u00a0141.4\u00a0%"), numbers.table());
    TransferNumbers plain = new TransferNumbers(List.of("a"), results, false);
    assertEquals(List.of(), gains(plain.shares()));
    assertFalse(plain.table().contains("gain"), plain.table());
  }

  private static List<String> gains(List<String> shares) {
    return shares.stream().filter(name -> name.endsWith("gain")).toList();
  }

  private static Interpolation.Projection nearest(double squared) {
    return new Interpolation.Projection(
        Weights.uniform(1), 0, new double[] {squared}, new double[1][1], true, true);
  }

  @Test
  void distancesAreMeansOverTheRepetitions() {
    List<Transfer.Result> results =
        List.of(
            new Transfer.Result(Map.of(), nearest(3), new double[0]),
            new Transfer.Result(Map.of(), nearest(4), new double[0]));
    assertArrayEquals(
        new double[] {0, 3.5},
        new TransferNumbers(List.of("a"), results, false).squares()[0],
        1e-12);
  }

  @Test
  void accuraciesInTablesHaveNoTail() {
    assertEquals(0.52, CsvTable.rounded(0.5200000000000001), 0);
    assertEquals(0, CsvTable.rounded(0), 0);
  }

  @Test
  void thereAre36PointsThatSumToOneEach() {
    assertEquals(36, SimplexPoints.grid(3, SimplexPoints.PARTS).stream().distinct().count());
    SimplexPoints.grid(3, SimplexPoints.PARTS)
        .forEach(point -> assertEquals(1, point.total(), 1e-12));
    assertEquals(8, SimplexPoints.grid(2, SimplexPoints.PARTS).size());
  }
}
