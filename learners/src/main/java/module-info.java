/**
 * What is learned from samples without a neural network: clusterings ({@code k-means}, {@code
 * dbscan}), classifiers ({@code k-nn}, {@code linear-probe}), encoders ({@code identity}, {@code
 * pca}, {@code random-augmentation}, {@code random-convolution}), and transforms of datasets made
 * of them ({@code pseudo-labels}, {@code neighbour-labels}, {@code embed}).
 */
module otium.learners {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.learners.classification;
  exports org.otium.learners.clustering;
  exports org.otium.learners.encoding;
  exports org.otium.learners.transforms;

  provides org.otium.spi.ClassifierProvider with
      org.otium.learners.classification.LinearProbeProvider,
      org.otium.learners.classification.NearestNeighboursProvider;
  provides org.otium.spi.ClusteringProvider with
      org.otium.learners.clustering.DbscanProvider,
      org.otium.learners.clustering.KMeansProvider;
  provides org.otium.spi.DatasetTransformProvider with
      org.otium.learners.transforms.EmbedProvider,
      org.otium.learners.transforms.NeighbourLabelsProvider,
      org.otium.learners.transforms.PseudoLabelsProvider;
  provides org.otium.spi.EncoderProvider with
      org.otium.learners.encoding.IdentityEncoderProvider,
      org.otium.learners.encoding.PrincipalComponentsProvider,
      org.otium.learners.encoding.RandomAugmentationProvider,
      org.otium.learners.encoding.RandomConvolutionProvider;
}
