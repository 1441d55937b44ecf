package org.otium.api;

/**
 * An interaction W(z, z') of labelled samples, z = (x, y), that does not depend on their order:
 * W(z, z') = W(z', z). All it takes to write a functional of one's own: the rest is {@link
 * InteractionFunctional}.
 */
@FunctionalInterface
public interface InteractionEnergy {
  /**
   * W and ∇_x W at one pair of samples. Called from several threads if the functional was made for
   * several.
   *
   * @param point the d features x of the sample that moves
   * @param classId its class y
   * @param other the d features x' of the other sample
   * @param otherClassId its class y'
   * @param gradient receives the d partial derivatives with respect to x; holds zeros when called.
   *     Where two samples coincide, a subgradient: usually zero
   * @return W(z, z')
   */
  double evaluate(float[] point, int classId, float[] other, int otherClassId, float[] gradient);
}
