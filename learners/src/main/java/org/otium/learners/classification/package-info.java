/** Classifiers that need no neural network. */
@NullMarked
package org.otium.learners.classification;

import org.jspecify.annotations.NullMarked;
