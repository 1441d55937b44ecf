/** Maps from one labelled dataset to another, and the interpolations that are made of them. */
module otium.interpolation {
  requires transitive otium.api;
  requires transitive otium.numerics;

  exports org.otium.interpolation;

  provides org.otium.spi.DatasetMappingProvider with
      org.otium.interpolation.BarycentricMappingProvider;
  provides org.otium.spi.InterpolationProvider with
      org.otium.interpolation.GeneralizedGeodesicProvider,
      org.otium.interpolation.MccannProvider,
      org.otium.interpolation.MixupProvider,
      org.otium.interpolation.PoolingProvider,
      org.otium.interpolation.SubPoolingProvider;
}
