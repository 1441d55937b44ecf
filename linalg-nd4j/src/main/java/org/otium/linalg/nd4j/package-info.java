/** Matrix products and decompositions by ND4J. */
@NullMarked
package org.otium.linalg.nd4j;

import org.jspecify.annotations.NullMarked;
