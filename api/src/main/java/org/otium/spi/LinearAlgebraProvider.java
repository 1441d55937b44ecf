package org.otium.spi;

import org.otium.api.LinearAlgebra;

/**
 * Makes matrix products and decompositions.
 *
 * <p>It is given {@link org.otium.api.Compute#withoutLinearAlgebra}: threads and memory count, the
 * linear algebra in there must not be used.
 *
 * @param <S> its settings
 */
public interface LinearAlgebraProvider<S extends Record> extends Provider<LinearAlgebra, S> {}
