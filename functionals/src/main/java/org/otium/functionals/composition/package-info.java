/** Functionals made of functionals (DD eq. 12). */
@NullMarked
package org.otium.functionals.composition;

import org.jspecify.annotations.NullMarked;
