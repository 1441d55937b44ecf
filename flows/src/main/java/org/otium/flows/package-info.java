/** Flow dynamics and optimizers. */
@NullMarked
package org.otium.flows;

import org.jspecify.annotations.NullMarked;
