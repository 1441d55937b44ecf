package org.otium.models.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.models.Machine;
import org.otium.models.TensorDevice;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

/** The energy distance to a few points, which uses distances, roots and matrix products. */
class AutodiffFunctionalTest extends FunctionalContract {
  private static Functional of(TensorFunction function) {
    return new AutodiffFunctional(function, TensorDevice.CPU, Machine.COMPUTE);
  }

  @Override
  protected Functional functional() {
    return of(
        (x, masses, particles) -> {
          Tensor points = x.constant(Samples.gaussian(3, particles.dimension(), Samples.random(5)));
          Tensor distances = x.squaredDistances(points).add(0.1).sqrt();
          Tensor among = x.squaredDistances(x).add(0.1).sqrt();
          Tensor attraction = masses.mul(distances.mean(1)).sum();
          Tensor row = masses.reshape(1, -1);
          Tensor repulsion = row.matMul(among).matMul(row.transpose()).sum();
          return attraction.sub(repulsion.div(2));
        });
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(3, 3, 4, 3, 2);
  }

  @Override
  protected boolean dependsOnClassIds() {
    return false;
  }

  /** Each operation alone, against central differences of what Java's own functions give. */
  @Test
  void derivativesOfOperationsAreThoseOfDifferences() {
    check(x -> x.exp().sum());
    check(x -> x.square().add(1).log().sum());
    check(x -> x.square().add(1).sqrt().sum());
    check(x -> x.add(2.5).abs().pow(3).mean());
    check(x -> x.sigmoid().mul(x.tanh()).sum());
    check(x -> x.sin().sub(x.cos()).neg().sum());
    check(x -> x.relu().square().sum());
    check(x -> x.softmax(1).mul(x).sum());
    check(x -> x.logSumExp(1).square().sum());
    check(x -> x.logSumExp(0).mean());
    check(x -> x.largest(1).square().sum());
    check(x -> x.max(0.3).add(x.min(x.mul(0.5))).square().sum());
    check(x -> x.sum(0).square().sum().div(x.mean(1).square().add(1).sum()));
    check(x -> x.matMul(x.transpose()).reshape(-1).square().mean());
    check(x -> x.columns(0, 2).squaredDistances(x.columns(1, 3).rows(1, 3)).sum());
    check(x -> x.mul(x.constant(new double[] {1, -2, 3}, 3)).square().sum());
  }

  /** Derivatives read numbers long after they were written; their memory must not be another's. */
  @Test
  void numbersLastUntilDerivativesAreTaken() {
    LabeledDataset particles = Samples.clouds(2, 2, 2, 3, 0.7);
    List<ByteBuffer> others = new ArrayList<>();
    Functional.Evaluation at =
        of((x, _, _) -> {
              Tensor sum = x.mul(3).sum();
              for (int k = 1; k < 100; k++) {
                sum = sum.add(k % 2 == 0 ? x.mul(3).sum() : x.div(0.25).sum());
              }
              for (int k = 0; k < 3; k++) {
                System.gc();
                LockSupport.parkNanos(50_000_000); // what frees memory is another thread
              }
              for (int k = 0; k < 10_000; k++) {
                others.add(ByteBuffer.allocateDirect(8).putDouble(0, 7));
              }
              return sum;
            })
            .evaluate(FlowState.initial(particles, 1));
    assertEquals(10_000, others.size());
    for (int v = 0; v < particles.size() * 3; v++) {
      double mass = particles.weights().get(v / 3);
      assertEquals(50 * 3 + 50 * 4, at.gradient().array()[v] * mass, 1e-3, "at " + v);
    }
  }

  private interface OfTensor {
    Tensor value(Tensor x);
  }

  private void check(OfTensor function) {
    LabeledDataset particles = Samples.clouds(4, 2, 2, 3, 0.7);
    Functional functional = of((x, _, _) -> function.value(x));
    Functional.Evaluation at = functional.evaluate(FlowState.initial(particles, 1));
    for (int v = 0; v < particles.size() * 3; v++) {
      double h = 1e-2;
      double difference =
          (value(functional, particles, v, h) - value(functional, particles, v, -h)) / (2 * h);
      double mass = particles.weights().get(v / 3);
      assertEquals(
          difference,
          at.gradient().array()[v] * mass,
          2e-3 * (1 + Math.abs(difference)),
          "at " + v);
    }
  }

  private static double value(Functional functional, LabeledDataset particles, int v, double by) {
    float[] moved = particles.features().toArray();
    moved[v] += (float) by;
    LabeledDataset there =
        particles.withFeatures(Matrix.wrap(particles.size(), particles.dimension(), moved));
    return functional.evaluate(FlowState.initial(there, 1)).value();
  }

  @Test
  void wassersteinGradientOfTheMeanIsTheDirection() {
    LabeledDataset particles = Samples.clouds(4, 2, 5, 2, 1);
    Functional mean =
        of((x, masses, _) -> masses.mul(x.mul(x.constant(new double[] {3, 4}, 2)).sum(1)).sum());
    float[] gradient = mean.evaluate(FlowState.initial(particles, 1)).gradient().array();
    for (int i = 0; i < particles.size(); i++) {
      assertArrayEquals(new float[] {3, 4}, Arrays.copyOfRange(gradient, 2 * i, 2 * i + 2), 1e-5f);
    }
  }

  @Test
  void functionalsThatAreNoNumberOrNotSmoothAreRefused() {
    FlowState state = FlowState.initial(Samples.clouds(4, 2, 5, 2, 1), 1);
    assertThrows(InvalidInputException.class, () -> of((x, _, _) -> x).evaluate(state));
    assertThrows(
        InvalidInputException.class, () -> of((x, _, _) -> x.mul(0).log().sum()).evaluate(state));
    assertThrows(
        InvalidInputException.class, () -> of((x, _, _) -> x.mul(0).sqrt().sum()).evaluate(state));
  }
}
