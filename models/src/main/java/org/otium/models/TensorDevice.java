package org.otium.models;

/** Where tensors live and networks compute. */
public enum TensorDevice {
  /** A graphics card where PyTorch sees one, the processor otherwise. */
  AUTO,
  /** The processor. The same seed gives the same bytes. */
  CPU,
  /** A graphics card, or an error. */
  GPU
}
