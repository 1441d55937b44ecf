/** Particle dynamics and optimizers for gradient flows of datasets. */
@NullMarked
package org.otium.flows;

import org.jspecify.annotations.NullMarked;
