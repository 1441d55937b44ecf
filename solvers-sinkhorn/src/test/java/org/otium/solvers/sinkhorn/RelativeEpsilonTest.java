package org.otium.solvers.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.JavaLinearAlgebra;

class RelativeEpsilonTest {
  private static TransportResult solve(String epsilon, float[] cost, double[] a, double[] b) {
    return new SinkhornSolver(
            SinkhornSettings.of(Epsilon.parse(epsilon)),
            new Compute(new JavaLinearAlgebra(1), 1, 1 << 20))
        .solve(
            new TransportProblem(
                CostMatrix.stored(a.length, b.length, cost),
                Weights.probability(a),
                Weights.probability(b)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1 * max cost", "0.1 * mean cost"})
  void pointWithoutMassDoesNotCount(String epsilon) {
    double[] b = {0.5, 0.5};
    TransportResult plain = solve(epsilon, new float[] {1, 4, 2, 3}, new double[] {0.25, 0.75}, b);
    TransportResult padded =
        solve(epsilon, new float[] {1, 4, 2, 3, 900, 0}, new double[] {0.25, 0.75, 0}, b);
    assertEquals(plain.epsilon(), padded.epsilon(), 1e-12);
    assertEquals(plain.value(), padded.value(), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1 * max cost", "0.1 * mean cost"})
  void splittingAPointChangesNothing(String epsilon) {
    double[] b = {0.5, 0.5};
    TransportResult whole = solve(epsilon, new float[] {1, 4, 2, 3}, new double[] {0.25, 0.75}, b);
    TransportResult split =
        solve(epsilon, new float[] {1, 4, 2, 3, 2, 3}, new double[] {0.25, 0.5, 0.25}, b);
    assertEquals(whole.epsilon(), split.epsilon(), 1e-12);
    assertEquals(whole.value(), split.value(), 1e-5);
  }
}
