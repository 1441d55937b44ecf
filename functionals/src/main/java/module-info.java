/**
 * Functions of labelled datasets that flows descend, the distances between classes and datasets
 * that they are made of, and the costs between points.
 */
module otium.functionals {
  requires transitive otium.api;
  requires otium.numerics;

  exports org.otium.functionals;
  exports org.otium.functionals.composition;
  exports org.otium.functionals.diffusion;
  exports org.otium.functionals.interaction;
  exports org.otium.functionals.potential;
  exports org.otium.functionals.wow;

  provides org.otium.spi.GroundCostProvider with
      org.otium.functionals.SquaredEuclideanCostProvider;
  provides org.otium.spi.LabelDistanceProvider with
      org.otium.functionals.GaussianLabelDistanceProvider,
      org.otium.functionals.MeansLabelDistanceProvider,
      org.otium.functionals.SlicedLabelDistanceProvider,
      org.otium.functionals.WassersteinLabelDistanceProvider;
  provides org.otium.spi.DatasetDistanceProvider with
      org.otium.functionals.OtddDistanceProvider,
      org.otium.functionals.wow.WowDistanceProvider;
  provides org.otium.spi.FunctionalProvider with
      org.otium.functionals.OtddFunctionalProvider,
      org.otium.functionals.WassersteinFunctionalProvider,
      org.otium.functionals.composition.EmbeddedProvider,
      org.otium.functionals.composition.SumProvider,
      org.otium.functionals.diffusion.EntropyProvider,
      org.otium.functionals.diffusion.PorousMediumProvider,
      org.otium.functionals.interaction.ClassRepulsionProvider,
      org.otium.functionals.interaction.ClassSpreadProvider,
      org.otium.functionals.interaction.KernelInteractionProvider,
      org.otium.functionals.potential.AffineNormPotentialProvider,
      org.otium.functionals.potential.BallPotentialProvider,
      org.otium.functionals.potential.CollapsePotentialProvider,
      org.otium.functionals.potential.MarginPotentialProvider,
      org.otium.functionals.potential.NormPotentialProvider,
      org.otium.functionals.potential.QuadraticPotentialProvider,
      org.otium.functionals.wow.DistributionMatchingProvider,
      org.otium.functionals.wow.MmdProvider;
  provides org.otium.spi.MeasureKernelProvider with
      org.otium.functionals.wow.GaussianSwProvider,
      org.otium.functionals.wow.ImqSwProvider,
      org.otium.functionals.wow.LabelProductProvider,
      org.otium.functionals.wow.LaplaceSwProvider,
      org.otium.functionals.wow.MeanEmbeddingProvider,
      org.otium.functionals.wow.RieszSwProvider;
  provides org.otium.spi.InterpolationProvider with
      org.otium.functionals.wow.WowGeodesicProvider;
}
