/** The providers of this module. */
@NullMarked
package org.otium.data.plugins;

import org.jspecify.annotations.NullMarked;
