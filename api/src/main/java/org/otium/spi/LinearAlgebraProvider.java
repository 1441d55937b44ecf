package org.otium.spi;

import org.otium.api.LinearAlgebra;

/**
 * Makes matrix products and decompositions.
 *
 * @param <S> its settings
 */
public interface LinearAlgebraProvider<S extends Record> extends Provider<LinearAlgebra, S> {}
