package org.otium.spi;

import org.otium.api.Optimizer;

/**
 * Makes rules that turn gradients into steps.
 *
 * @param <S> its settings
 */
public interface OptimizerProvider<S extends Record> extends Provider<Optimizer, S> {}
