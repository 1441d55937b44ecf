package org.otium.spi;

import org.otium.api.DatasetFormat;

/**
 * Makes readers and writers of datasets.
 *
 * @param <S> its settings
 */
public interface DatasetFormatProvider<S extends Record> extends Provider<DatasetFormat, S> {}
