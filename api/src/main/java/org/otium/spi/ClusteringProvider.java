package org.otium.spi;

import org.otium.api.Clustering;

/**
 * Makes groupings of points without labels.
 *
 * @param <S> its settings
 */
public interface ClusteringProvider<S extends Record> extends Provider<Clustering, S> {}
