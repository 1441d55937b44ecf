/** Functionals on measures, and kernels between measures. */
@NullMarked
package org.otium.functionals;

import org.jspecify.annotations.NullMarked;
