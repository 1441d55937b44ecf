/** A functional for Otium that PyTorch differentiates. */
module org.example.tensors {
  requires otium.models;

  exports org.example.tensors; // settings are public

  provides org.otium.spi.FunctionalProvider with
      org.example.tensors.WhitenProvider;
}
