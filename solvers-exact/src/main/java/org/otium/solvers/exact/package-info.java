/**
 * Exact optimal transport. {@link org.otium.solvers.exact.ExactSolver} solves any weighted problem
 * over a cost matrix; {@link org.otium.solvers.exact.QuantileCoupling} is the closed form for
 * points on a line.
 */
@NullMarked
package org.otium.solvers.exact;

import org.jspecify.annotations.NullMarked;
