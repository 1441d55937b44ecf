package org.otium.spi;

import org.otium.api.DatasetDistance;

/**
 * Makes distances between labelled datasets.
 *
 * @param <S> its settings
 */
public interface DatasetDistanceProvider<S extends Record> extends Provider<DatasetDistance, S> {}
