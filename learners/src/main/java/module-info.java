/**
 * What is learned from samples without a neural network: clusterings ({@code k-means}, {@code
 * dbscan}).
 */
module otium.learners {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.learners.clustering;

  provides org.otium.spi.ClusteringProvider with
      org.otium.learners.clustering.KMeansProvider,
      org.otium.learners.clustering.DbscanProvider;
}
