package org.otium.api;

import java.util.Arrays;
import java.util.List;

/** Gradients of a value of transport, per unit of the mass that they move. */
final class SampleGradients {
  private SampleGradients() {}

  /**
   * Gradients of the mean costs of samples.
   *
   * @param mean a gradient a sample, that of its mean cost over what it sends
   * @param weights the masses of the samples
   * @param scale factor
   * @param sent what the samples send, empty where it is their masses
   * @return zero for samples without mass
   */
  static Matrix perMass(Matrix mean, Weights weights, double scale, double[] sent) {
    float[] scaled = mean.toArray();
    int d = mean.columns();
    for (int i = 0; i < mean.rows(); i++) {
      double mass = weights.get(i);
      if (mass == 0) {
        // What the ground cost says of a sample that nothing is sent from means nothing.
        Arrays.fill(scaled, i * d, (i + 1) * d, 0f);
        continue;
      }
      // the mean is over what is sent, which need not be all of the mass
      float factor = (float) (sent.length > 0 ? scale * sent[i] / mass : scale);
      for (int j = i * d; j < (i + 1) * d; j++) {
        scaled[j] *= factor;
      }
    }
    return Matrix.wrap(mean.rows(), mean.columns(), scaled);
  }

  /**
   * Gradients that are given class by class.
   *
   * @param perClass a gradient a sample of each class, in its order
   * @param a the samples
   * @param scale factor
   * @return in the order of the samples; zero for those without mass
   */
  static Matrix perMass(List<Matrix> perClass, LabeledTransport.Side a, double scale) {
    int d = a.data().dimension();
    float[] out = new float[Math.multiplyExact(a.data().size(), d)];
    for (int c = 0; c < perClass.size(); c++) {
      int[] samples = a.classes().get(c).samples();
      float[] gradient = perClass.get(c).array();
      for (int s = 0; s < samples.length; s++) {
        double mass = a.data().weights().get(samples[s]);
        if (mass > 0) {
          float factor = (float) (scale / mass);
          for (int j = 0; j < d; j++) {
            out[samples[s] * d + j] = factor * gradient[s * d + j];
          }
        }
      }
    }
    return Matrix.wrap(a.data().size(), d, out);
  }

  /**
   * Gradients of blocks of rows.
   *
   * @param gradient the rows
   * @param rowsEach rows of a block
   * @param masses a mass a block
   * @param scale factor
   * @return zero for blocks without mass
   */
  static Matrix perMass(Matrix gradient, int rowsEach, double[] masses, double scale) {
    float[] out = gradient.toArray();
    int each = rowsEach * gradient.columns();
    for (int j = 0; j < masses.length; j++) {
      float factor = masses[j] > 0 ? (float) (scale / masses[j]) : 0;
      for (int i = j * each; i < (j + 1) * each; i++) {
        out[i] = factor == 0 ? 0 : factor * out[i];
      }
    }
    return Matrix.wrap(gradient.rows(), gradient.columns(), out);
  }
}
