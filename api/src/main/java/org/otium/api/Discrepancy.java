package org.otium.api;

/**
 * D(·, Q): a functional that says how far particles are from a dataset Q (WoW, "Wasserstein over
 * Wasserstein (WoW) Space"). What it compares with can be exchanged, so that both sides may be seen
 * through one and the same map.
 */
public interface Discrepancy extends Functional {
  /**
   * The dataset Q.
   *
   * @return what particles are compared with
   */
  LabeledDataset target();

  /**
   * The same discrepancy from another dataset.
   *
   * @param other what particles are to be compared with
   * @return D(·, other)
   * @throws InvalidInputException if this dataset cannot be compared with
   */
  Discrepancy towards(LabeledDataset other);
}
