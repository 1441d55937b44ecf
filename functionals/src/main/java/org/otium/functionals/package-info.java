/** Functionals, label distances, dataset distances and ground costs. */
@NullMarked
package org.otium.functionals;

import org.jspecify.annotations.NullMarked;
