/**
 * What is learned from samples without a neural network: clusterings ({@code k-means}, {@code
 * dbscan}) and classifiers ({@code k-nn}, {@code linear-probe}).
 */
module otium.learners {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.learners.classification;
  exports org.otium.learners.clustering;

  provides org.otium.spi.ClassifierProvider with
      org.otium.learners.classification.LinearProbeProvider,
      org.otium.learners.classification.NearestNeighboursProvider;
  provides org.otium.spi.ClusteringProvider with
      org.otium.learners.clustering.KMeansProvider,
      org.otium.learners.clustering.DbscanProvider;
}
