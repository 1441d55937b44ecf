/** Embeddings of feature space that need no neural network. */
@NullMarked
package org.otium.learners.encoding;

import org.jspecify.annotations.NullMarked;
