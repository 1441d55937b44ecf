package org.otium.functionals.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.functionals.pairwise.ParticlePairs;

/**
 * The entropy T·∫ρ log ρ, descended by noise: its gradient is zero and its diffusion T, which a
 * dynamics turns into the Euler–Maruyama step x ← x + √(2Tτ)·ξ (DD §5).
 *
 * <p>Particles have no density, so the value is an estimate: that of L. F. Kozachenko and N. N.
 * Leonenko (1987) from the distance r_i to the k-th nearest neighbour, ∫ρ log ρ ≈ Σ_i m_i [log M_i
 * − (log k − ψ(k)) − log V_d − d·log r_i]. Here M_i is the mass of the k neighbours relative to all
 * but the particle itself (k/(n − 1) for equal masses), V_d the volume of the unit ball. A distance
 * below the resolution of the features counts as that resolution.
 */
final class NoiseEntropy implements Functional {
  private static final double EULER = 0.5772156649015329;

  private final double temperature;
  private final int neighbours;
  private final Compute compute;

  NoiseEntropy(double temperature, int neighbours, Compute compute) {
    this.temperature = temperature;
    this.neighbours = neighbours;
    this.compute = compute;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    double[] mass = particles.weights().toArray();
    int n = particles.size();
    int d = particles.dimension();
    int massive = 0;
    for (double m : mass) {
      massive += m > 0 ? 1 : 0;
    }
    int k = Math.min(neighbours, massive - 1);
    List<String> warnings = List.of();
    double value = 0;
    if (k < 1) {
      warnings = List.of("the entropy of a single particle is not defined: its value is set to 0");
    } else {
      Estimate estimate = estimate(particles, mass, k);
      value = temperature * estimate.negativeEntropy();
      if (estimate.coinciding() > 0) {
        warnings =
            List.of(
                estimate.coinciding()
                    + " of "
                    + massive
                    + " particles lie on "
                    + k
                    + " others: the value of the entropy is limited by the resolution of features");
      }
    }
    return new Evaluation(
        value,
        Matrix.wrap(n, d, new float[Math.multiplyExact(n, d)]),
        Optional.empty(),
        temperature,
        Map.of("entropy", value),
        NamedArrays.empty(),
        warnings);
  }

  private record Estimate(double negativeEntropy, int coinciding) {}

  private Estimate estimate(LabeledDataset particles, double[] mass, int k) {
    int n = mass.length;
    int d = particles.dimension();
    double total = Arrays.stream(mass).sum();
    double resolution = resolution(particles.features());
    double[] terms = new double[n];
    boolean[] coincides = new boolean[n];
    new ParticlePairs(particles.features(), compute)
        .forEachRow(
            (i, row, from) -> {
              if (mass[i] == 0) {
                return;
              }
              double[] nearest = new double[k];
              double[] masses = new double[k];
              nearest(i, row, from, mass, nearest, masses);
              double radius = Math.max(Math.sqrt(nearest[k - 1]), resolution);
              coincides[i] = Math.sqrt(nearest[k - 1]) < resolution;
              double share = Arrays.stream(masses).sum() / (total - mass[i]);
              terms[i] = mass[i] * (Math.log(share) - d * Math.log(radius));
            });
    double sum = 0;
    int coinciding = 0;
    for (int i = 0; i < n; i++) {
      sum += terms[i];
      coinciding += coincides[i] ? 1 : 0;
    }
    return new Estimate(
        sum / total - (Math.log(k) - digamma(k)) - logUnitBallVolume(d), coinciding);
  }

  /** The k smallest squared distances, ascending, and the masses that lie there. */
  private static void nearest(
      int i, float[] row, int from, double[] mass, double[] nearest, double[] masses) {
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int last = nearest.length - 1;
    for (int j = 0; j < mass.length; j++) {
      double squared = row[from + j];
      if (j == i || mass[j] == 0 || squared >= nearest[last]) {
        continue;
      }
      int at = last;
      while (at > 0 && nearest[at - 1] > squared) {
        nearest[at] = nearest[at - 1];
        masses[at] = masses[at - 1];
        at--;
      }
      nearest[at] = squared;
      masses[at] = mass[j];
    }
  }

  /** The distance of two neighbouring floats as large as the largest feature. */
  private static double resolution(Matrix features) {
    float largest = Float.MIN_NORMAL;
    for (float v : features.array()) {
      largest = Math.max(largest, Math.abs(v));
    }
    return Math.ulp(largest);
  }

  /** ψ(k) = −γ + Σ_{j &lt; k} 1/j. */
  private static double digamma(int k) {
    double sum = -EULER;
    for (int j = 1; j < k; j++) {
      sum += 1.0 / j;
    }
    return sum;
  }

  /** log V_d by V_d = V_{d−2}·2π/d, V_0 = 1, V_1 = 2. */
  private static double logUnitBallVolume(int d) {
    double log = d % 2 == 0 ? 0 : Math.log(2);
    for (int e = d; e >= 2; e -= 2) {
      log += Math.log(2 * Math.PI / e);
    }
    return log;
  }
}
