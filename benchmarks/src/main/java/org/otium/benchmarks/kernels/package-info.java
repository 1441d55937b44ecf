/** JMH benchmarks of the kernels that the solvers spend their time in. */
@NullMarked
package org.otium.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
