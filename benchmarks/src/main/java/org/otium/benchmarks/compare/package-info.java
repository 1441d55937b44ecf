/** Whole computations, on the same inputs through Otium and through other libraries. */
@NullMarked
package org.otium.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
