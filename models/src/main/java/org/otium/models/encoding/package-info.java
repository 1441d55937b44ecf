/** Embeddings by networks that were trained elsewhere. */
@NullMarked
package org.otium.models.encoding;

import org.jspecify.annotations.NullMarked;
