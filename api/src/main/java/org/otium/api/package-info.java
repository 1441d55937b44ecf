/** Datasets, measures, transport problems and results, and the products that plugins make. */
@NullMarked
package org.otium.api;

import org.jspecify.annotations.NullMarked;
