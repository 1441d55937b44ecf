package org.otium.spi;

import org.otium.api.Interpolation;

/**
 * Makes interpolations between datasets.
 *
 * @param <S> its settings
 */
public interface InterpolationProvider<S extends Record> extends Provider<Interpolation, S> {}
