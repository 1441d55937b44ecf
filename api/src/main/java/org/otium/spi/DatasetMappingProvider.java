package org.otium.spi;

import org.otium.api.DatasetMapping;

/**
 * Makes maps from one dataset to another.
 *
 * @param <S> its settings
 */
public interface DatasetMappingProvider<S extends Record> extends Provider<DatasetMapping, S> {}
