/**
 * Neural networks by PyTorch, a plugin in a folder of its own: classifiers ({@code linear}, {@code
 * mlp}, {@code lenet5}, {@code spinal-net}, {@code resnet18}), the map of a flow ({@code
 * flow-map}), encoders that learn ({@code autoencoder}) or come from files ({@code torchscript})
 * and functionals written with tensors ({@link org.otium.models.autodiff}).
 *
 * <p>DJL's native part cannot be a module, so DJL lies in {@code cp/} beside this module and forms
 * the class path that the loader of its layer has as parent. The module reads that class path from
 * the moment it is first used. The packages that work with tensors are for the modules of this
 * folder alone.
 */
@SuppressWarnings("module") // the module that they are exported to is compiled after this one
module otium.models {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.models;
  exports org.otium.models.autodiff;
  exports org.otium.models.classification;
  exports org.otium.models.encoding;
  exports org.otium.models.layers to
      otium.solvers.neural;
  exports org.otium.models.maps;
  exports org.otium.models.torch to
      otium.solvers.neural;

  provides org.otium.spi.ClassifierProvider with
      org.otium.models.classification.LeNet5Provider,
      org.otium.models.classification.LinearProvider,
      org.otium.models.classification.MlpProvider,
      org.otium.models.classification.ResNet18Provider,
      org.otium.models.classification.SpinalNetProvider;
  provides org.otium.spi.DatasetTransformProvider with
      org.otium.models.maps.FlowMapProvider;
  provides org.otium.spi.EncoderProvider with
      org.otium.models.encoding.AutoencoderProvider,
      org.otium.models.encoding.TorchScriptEncoderProvider;
}
