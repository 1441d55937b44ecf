package org.otium.models.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A function of tensors, with numbers of its own where it has any. */
@FunctionalInterface
public interface Layer {
  /**
   * Evaluates it.
   *
   * @param x n×…, in a scope of this pass; the result is in the same scope
   * @param pass whether it is learning
   * @return n×…
   */
  NDArray forward(NDArray x, Pass pass);

  /**
   * Layers one after the other.
   *
   * @param layers in the order of their use
   * @return their composition
   */
  static Layer sequence(List<Layer> layers) {
    List<Layer> all = List.copyOf(layers);
    return (x, pass) -> {
      NDArray y = x;
      for (Layer layer : all) {
        y = layer.forward(y, pass);
      }
      return y;
    };
  }

  /**
   * Layers one after the other.
   *
   * @param layers in the order of their use
   * @return their composition
   */
  static Layer sequence(Layer... layers) {
    return sequence(List.of(layers));
  }
}
