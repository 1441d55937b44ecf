/** Entropic optimal transport solvers. */
@NullMarked
package org.otium.solvers.sinkhorn;

import org.jspecify.annotations.NullMarked;
