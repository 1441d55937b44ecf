package org.otium.spi;

import org.otium.api.DatasetTransform;

/**
 * Makes transforms of datasets.
 *
 * @param <S> its settings
 */
public interface DatasetTransformProvider<S extends Record> extends Provider<DatasetTransform, S> {}
