package org.otium.learners.clustering;

import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.spi.ClusteringProvider;

/** Provides {@code k-means}. */
public final class KMeansProvider implements ClusteringProvider<KMeansSettings> {
  /** Called by the service loader. */
  public KMeansProvider() {}

  @Override
  public String name() {
    return "k-means";
  }

  @Override
  public String summary() {
    return "A given number of clusters, each point in that of the nearest mean (k-means++).";
  }

  @Override
  public Class<KMeansSettings> settings() {
    return KMeansSettings.class;
  }

  @Override
  public Clustering create(KMeansSettings settings, Compute compute) {
    return new KMeans(settings, compute);
  }
}
