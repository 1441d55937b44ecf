package org.otium.models.classification;

import org.otium.api.FeatureShape;
import org.otium.models.layers.Layer;
import org.otium.models.torch.Parameters;

/** Puts a network together. The names of what its last layer learns start with {@code head/}. */
@FunctionalInterface
interface Architecture {
  /** What the names of the last layer start with. */
  String HEAD = "head";

  /** Gives a layer from n×channels×height×width to n×classes, the logits. */
  Layer build(Parameters parameters, FeatureShape shape, int classes);
}
