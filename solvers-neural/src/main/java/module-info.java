/**
 * Maps between labelled datasets that are neural networks ({@code neural-map}), part of the plugin
 * folder {@code plugins/torch}: they are built of the layers of {@code otium.models}, and DJL lies
 * on the class path of the folder.
 */
module otium.solvers.neural {
  requires transitive otium.api;
  requires transitive otium.models;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.solvers.neural;

  provides org.otium.spi.DatasetMappingProvider with
      org.otium.solvers.neural.NeuralMappingProvider;
}
