/** Maps of samples that are neural networks. */
@NullMarked
package org.otium.models.maps;

import org.jspecify.annotations.NullMarked;
