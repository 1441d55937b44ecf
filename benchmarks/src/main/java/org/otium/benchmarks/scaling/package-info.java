/** What work takes as datasets grow, and a model of it. */
@NullMarked
package org.otium.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
