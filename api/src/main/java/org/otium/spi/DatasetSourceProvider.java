package org.otium.spi;

import org.otium.api.DatasetSource;

/**
 * Makes generators of datasets.
 *
 * @param <S> its settings
 */
public interface DatasetSourceProvider<S extends Record> extends Provider<DatasetSource, S> {}
