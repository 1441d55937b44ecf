package org.otium.benchmarks.kernels;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The work of one call of a benchmark, as much of it as the method cannot do without. A benchmark
 * whose work depends on a parameter has none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Counts {
  /** Additions and multiplications in single precision. */
  double floatFlops() default 0;

  /** Additions and multiplications in double precision. */
  double doubleFlops() default 0;

  /** Bytes that are read from memory. */
  double read() default 0;
}
