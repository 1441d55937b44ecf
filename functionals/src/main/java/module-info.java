/**
 * Functions of labelled datasets that flows descend, the distances between classes and datasets
 * that they are made of, and the costs between points.
 */
module otium.functionals {
  requires transitive otium.api;
  requires otium.numerics;

  exports org.otium.functionals;

  provides org.otium.spi.GroundCostProvider with
      org.otium.functionals.SquaredEuclideanCostProvider;
  provides org.otium.spi.LabelDistanceProvider with
      org.otium.functionals.GaussianLabelDistanceProvider,
      org.otium.functionals.MeansLabelDistanceProvider,
      org.otium.functionals.SlicedLabelDistanceProvider,
      org.otium.functionals.WassersteinLabelDistanceProvider;
  provides org.otium.spi.DatasetDistanceProvider with
      org.otium.functionals.OtddDistanceProvider;
  provides org.otium.spi.FunctionalProvider with
      org.otium.functionals.OtddFunctionalProvider,
      org.otium.functionals.WassersteinFunctionalProvider,
      org.otium.functionals.BallPotentialProvider;
}
