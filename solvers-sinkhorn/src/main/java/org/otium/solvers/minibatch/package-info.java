/**
 * Transport between random blocks of the points, for problems that are too large to be solved as a
 * whole. {@link org.otium.solvers.minibatch.MinibatchSolver} wraps any solver.
 */
@NullMarked
package org.otium.solvers.minibatch;

import org.jspecify.annotations.NullMarked;
