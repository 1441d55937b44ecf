package org.otium.functionals.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.PotentialFunctional;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class BallPotentialTest extends FunctionalContract {
  @Override
  protected Functional functional() {
    return ball(0.7, 1, -2, 0.5);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(ball(0.7, 1 + shift[0], -2 + shift[1], 0.5 + shift[2]));
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(4, 2, 5, 3, 3);
  }

  private static Functional ball(double radius, double... center) {
    List<Double> c = Arrays.stream(center).boxed().toList();
    return new PotentialFunctional(new BallPotential(new BallPotentialSettings(radius, c)));
  }

  @Test
  void isTheDistanceToTheBallOutsideAndZeroInside() {
    BallPotential ball = new BallPotential(new BallPotentialSettings(2, List.of()));
    float[] gradient = new float[2];
    assertEquals(3, ball.evaluate(new float[] {3, 4}, 0, gradient), 1e-9);
    assertArrayEquals(new float[] {0.6f, 0.8f}, gradient, 1e-6f);
    float[] inside = new float[2];
    assertEquals(0, ball.evaluate(new float[] {1, 1}, 0, inside));
    assertArrayEquals(new float[2], inside);
    assertEquals(0, ball.evaluate(new float[2], 0, inside));
  }

  @Test
  void centreOfAnotherDimensionIsRefused() {
    BallPotential ball = new BallPotential(new BallPotentialSettings(1, List.of(1.0, 2.0, 3.0)));
    assertThrows(InvalidInputException.class, () -> ball.evaluate(new float[2], 0, new float[2]));
    assertThrows(
        InvalidInputException.class, () -> new BallPotentialSettings(1, List.of(Double.NaN)));
  }
}
