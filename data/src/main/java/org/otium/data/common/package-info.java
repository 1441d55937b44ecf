/** Checks and random draws that several packages share. */
@NullMarked
package org.otium.data.common;

import org.jspecify.annotations.NullMarked;
