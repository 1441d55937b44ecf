/** The parts that networks are made of. */
@NullMarked
package org.otium.models.layers;

import org.jspecify.annotations.NullMarked;
