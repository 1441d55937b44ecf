/** Transforms of datasets that learn from samples: labels for unlabelled ones, and embeddings. */
@NullMarked
package org.otium.learners.transforms;

import org.jspecify.annotations.NullMarked;
