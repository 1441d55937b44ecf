package org.otium.models.autodiff;

import org.otium.api.LabeledDataset;

/** A function F(ρ) of a dataset, written with tensors. */
@FunctionalInterface
public interface TensorFunction {
  /**
   * Computes F.
   *
   * @param features n×d, by which derivatives are taken
   * @param masses n masses that sum to one
   * @param particles the same samples, with their labels
   * @return a single number
   */
  Tensor value(Tensor features, Tensor masses, LabeledDataset particles);
}
