/** Classifiers that are neural networks. */
@NullMarked
package org.otium.models.classification;

import org.jspecify.annotations.NullMarked;
