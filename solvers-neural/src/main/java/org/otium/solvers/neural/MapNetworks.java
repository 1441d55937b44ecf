package org.otium.solvers.neural;

/** Which networks a neural map is made of. */
public enum MapNetworks {
  /** Those for images where samples are images of at least 8×8 pixels, those for vectors else. */
  AUTO,
  /** Residual multilayer perceptrons, for vectors. */
  MLP,
  /** A UNet that maps and a ResNet as potential, for images. */
  UNET
}
