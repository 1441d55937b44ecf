package org.otium.spi;

import org.otium.api.Functional;

/**
 * Makes functions of datasets that a flow descends.
 *
 * @param <S> its settings
 */
public interface FunctionalProvider<S extends Record> extends Provider<Functional, S> {}
