package org.otium.functionals.interaction;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.functionals.pairwise.Particles;

/**
 * The interaction energy of W(z, z') = −‖x − x'‖²·1[y ≠ y'] (DD fig. 8 c, d). It is not bounded
 * below: alone, it drives classes apart for ever.
 *
 * <p>Through the moments of the classes it takes n·d operations. With M, s and S the mass, Σmx and
 * Σm‖x‖² of all samples and M_c, s_c, S_c those of class c,
 *
 * <p>𝒲 = −(M·S − ‖s‖²) + Σ_c (M_c·S_c − ‖s_c‖²) and ∇_W 𝒲(x, c) = −2[(M − M_c)x − (s − s_c)].
 */
public final class ClassSpread implements Functional {
  /** Makes the functional. */
  public ClassSpread() {}

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int n = particles.size();
    int d = particles.dimension();
    int[] ids = particles.labels().classIds();
    int[] classes = Particles.classes(particles);
    float[] x = particles.features().array();
    double[] mean = mean(particles);

    double[] mass = new double[ids.length];
    double[] second = new double[ids.length];
    double[] first = new double[Math.multiplyExact(ids.length, d)];
    for (int i = 0; i < n; i++) {
      double m = particles.weights().get(i);
      int c = Arrays.binarySearch(ids, classes[i]);
      classes[i] = c;
      mass[c] += m;
      for (int j = 0; j < d; j++) {
        double offset = x[i * d + j] - mean[j];
        first[c * d + j] += m * offset;
        second[c] += m * offset * offset;
      }
    }
    double allMass = Arrays.stream(mass).sum();
    double allSecond = Arrays.stream(second).sum();
    double[] allFirst = new double[d];
    double value = 0;
    for (int c = 0; c < ids.length; c++) {
      value += mass[c] * second[c] - squaredNorm(first, c * d, d);
      for (int j = 0; j < d; j++) {
        allFirst[j] += first[c * d + j];
      }
    }
    value -= allMass * allSecond - squaredNorm(allFirst, 0, d);

    float[] gradient = new float[x.length];
    for (int i = 0; i < n; i++) {
      if (particles.weights().get(i) == 0) {
        continue;
      }
      int c = classes[i];
      for (int j = 0; j < d; j++) {
        double offset = x[i * d + j] - mean[j];
        double others = (allMass - mass[c]) * offset - (allFirst[j] - first[c * d + j]);
        gradient[i * d + j] = (float) (-2 * others);
      }
    }
    return new Evaluation(
        value,
        Matrix.wrap(n, d, gradient),
        Map.of("interaction", value),
        NamedArrays.empty(),
        List.of());
  }

  /** The energy does not depend on the origin; about the mean, the moments cancel least. */
  private static double[] mean(LabeledDataset particles) {
    int d = particles.dimension();
    float[] x = particles.features().array();
    double[] mean = new double[d];
    double total = 0;
    for (int i = 0; i < particles.size(); i++) {
      double m = particles.weights().get(i);
      total += m;
      for (int j = 0; j < d; j++) {
        mean[j] += m * x[i * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= total;
    }
    return mean;
  }

  private static double squaredNorm(double[] values, int from, int length) {
    double sum = 0;
    for (int j = from; j < from + length; j++) {
      sum += values[j] * values[j];
    }
    return sum;
  }
}
