/** Embeddings by networks, that learn here or were trained elsewhere. */
@NullMarked
package org.otium.models.encoding;

import org.jspecify.annotations.NullMarked;
