package org.otium.functionals.diffusion;

import java.util.List;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.functionals.pairwise.ParticlePairs;

/**
 * The internal energies ∫ρ log ρ (m = 1) and ∫ρ^m/(m − 1) (m &gt; 1), regularised so that particles
 * stay particles: the blob method of J. A. Carrillo, K. Craig and F. S. Patacchini, <em>A blob
 * method for diffusion</em> (Calc. Var. 58:53, 2019, arXiv:1709.09195).
 *
 * <p>With the Gaussian density φ of standard deviation h and ρ_i = Σ_k m_k φ(x_i − x_k), the
 * regularised energy is ℱ(ρ) = Σ_i m_i F(ρ_i) with F(s) = log s for m = 1 and s^{m−1}/(m − 1)
 * otherwise, and its Wasserstein gradient
 *
 * <p>∇_W ℱ(x_i) = Σ_j m_j ∇φ(x_i − x_j)·(F'(ρ_i) + F'(ρ_j)), F'(s) = s^{m−2}.
 *
 * <p>As the particles get denser and h smaller, more slowly than their spacing, its flow tends to
 * that of the heat equation or the porous medium equation. Densities need many particles an axis:
 * this is for a few dimensions. Takes two passes over all pairs.
 */
final class BlobEnergy implements Functional {
  private static final String BANDWIDTH = "bandwidth";

  /** exp(−50) is below what a sum that holds a particle's own blob can resolve. */
  private static final double NEGLIGIBLE = 50;

  private final String part;
  private final double exponent;
  private final double strength;
  private final Bandwidth bandwidth;
  private final Compute compute;

  BlobEnergy(String part, double exponent, double strength, Bandwidth bandwidth, Compute compute) {
    this.part = part;
    this.exponent = exponent;
    this.strength = strength;
    this.bandwidth = bandwidth;
    this.compute = compute;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    double[] mass = particles.weights().toArray();
    ParticlePairs pairs = new ParticlePairs(particles.features(), compute);
    double h =
        bandwidth.isRelative()
            ? state
                .warmStart()
                .get(BANDWIDTH)
                .map(kept -> kept[0])
                .orElseGet(() -> bandwidth.value() * Neighbours.spacing(pairs, mass))
            : bandwidth.value();
    double[] sums = kernelSums(pairs, mass, h);
    double logPeak = -0.5 * particles.dimension() * Math.log(2 * Math.PI * h * h);
    double value = value(mass, sums, logPeak);
    // ρ = peak·sum, so ∇φ·F' has peak^{m−1}, which for the entropy is one.
    double scale = strength * Math.exp((exponent - 1) * logPeak) / (h * h);
    if (!Double.isFinite(value) || !Double.isFinite(scale)) {
      throw new InvalidInputException(
          "the density in " + particles.dimension() + " dimensions is too large for a number",
          "Use a larger bandwidth, or fewer features.");
    }
    Matrix gradient = gradient(pairs, mass, sums, h, scale);
    return new Evaluation(
        value,
        gradient,
        Map.of(part, value),
        NamedArrays.empty().with(BANDWIDTH, new double[] {h}),
        List.of());
  }

  /** Σ_k m_k exp(−‖x_i − x_k‖²/(2h²)), at least m_i. */
  private static double[] kernelSums(ParticlePairs pairs, double[] mass, double h) {
    double[] sums = new double[mass.length];
    double rate = 1 / (2 * h * h);
    pairs.forEachRow(
        (i, row, from) -> {
          double sum = 0;
          for (int j = 0; j < mass.length; j++) {
            double exponent = rate * row[from + j];
            if (exponent < NEGLIGIBLE) {
              sum += mass[j] * Math.exp(-exponent);
            }
          }
          sums[i] = sum;
        });
    return sums;
  }

  private double value(double[] mass, double[] sums, double logPeak) {
    double value = 0;
    for (int i = 0; i < mass.length; i++) {
      if (mass[i] > 0) {
        double logDensity = logPeak + Math.log(sums[i]);
        value +=
            mass[i]
                * (exponent == 1
                    ? logDensity
                    : Math.exp((exponent - 1) * logDensity) / (exponent - 1));
      }
    }
    return strength * value;
  }

  private Matrix gradient(
      ParticlePairs pairs, double[] mass, double[] sums, double h, double scale) {
    double[] slopes = new double[mass.length];
    for (int i = 0; i < mass.length; i++) {
      slopes[i] = mass[i] == 0 ? 0 : Math.pow(sums[i], exponent - 2);
    }
    double rate = 1 / (2 * h * h);
    return pairs.weightedDifferences(
        (i, row, from) -> {
          for (int j = 0; j < mass.length; j++) {
            double exponent = rate * row[from + j];
            row[from + j] =
                mass[i] == 0 || mass[j] == 0 || exponent >= NEGLIGIBLE
                    ? 0
                    : (float) (-scale * mass[j] * Math.exp(-exponent) * (slopes[i] + slopes[j]));
          }
        });
  }
}
