package org.otium.learners.classification;

import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.spi.ClassifierProvider;

/** Provides {@code k-nn}. */
public final class NearestNeighboursProvider
    implements ClassifierProvider<NearestNeighboursSettings> {
  /** Called by the service loader. */
  public NearestNeighboursProvider() {}

  @Override
  public String name() {
    return "k-nn";
  }

  @Override
  public String summary() {
    return "Labels a sample by the votes of its nearest neighbours, found exactly.";
  }

  @Override
  public Class<NearestNeighboursSettings> settings() {
    return NearestNeighboursSettings.class;
  }

  @Override
  public Classifier create(NearestNeighboursSettings settings, Compute compute) {
    return new NearestNeighbours(settings, compute);
  }
}
