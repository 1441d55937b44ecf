package org.otium.spi;

import org.otium.api.OtSolver;

/**
 * Makes solvers of optimal transport problems.
 *
 * @param <S> its settings
 */
public interface OtSolverProvider<S extends Record> extends Provider<OtSolver, S> {}
