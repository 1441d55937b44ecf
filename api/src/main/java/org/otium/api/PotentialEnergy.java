package org.otium.api;

/**
 * A potential V(z) on labelled samples, z = (x, y). All it takes to write a functional of one's
 * own: the rest is {@link PotentialFunctional}.
 */
@FunctionalInterface
public interface PotentialEnergy {
  /**
   * V and ∇_x V at one sample.
   *
   * @param point the d features of the sample
   * @param classId its class
   * @param gradient receives the d partial derivatives; holds zeros when called
   * @return V(z)
   */
  double evaluate(float[] point, int classId, float[] gradient);
}
