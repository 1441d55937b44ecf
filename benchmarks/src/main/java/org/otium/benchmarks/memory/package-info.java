/** How much memory a program keeps while it works for long. */
@NullMarked
package org.otium.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
