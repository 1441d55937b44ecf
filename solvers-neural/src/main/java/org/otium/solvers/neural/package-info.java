/** Neural optimal transport between labelled datasets. */
@NullMarked
package org.otium.solvers.neural;

import org.jspecify.annotations.NullMarked;
