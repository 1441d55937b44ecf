package org.otium.learners.clustering;

import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.spi.ClusteringProvider;

/** Provides {@code dbscan}. */
public final class DbscanProvider implements ClusteringProvider<DbscanSettings> {
  /** Called by the service loader. */
  public DbscanProvider() {}

  @Override
  public String name() {
    return "dbscan";
  }

  @Override
  public String summary() {
    return "As many clusters as there are dense regions; points outside them are noise.";
  }

  @Override
  public Class<DbscanSettings> settings() {
    return DbscanSettings.class;
  }

  @Override
  public Clustering create(DbscanSettings settings, Compute compute) {
    return new Dbscan(settings, compute);
  }
}
