/** Exact optimal transport solvers. */
@NullMarked
package org.otium.solvers.exact;

import org.jspecify.annotations.NullMarked;
