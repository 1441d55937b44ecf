/** What the machine can do at most, and the backends of linear algebra to choose from. */
@NullMarked
package org.otium.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
