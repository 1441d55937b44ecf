/** Reading files that may lie about their size, and writing files that do not exist yet. */
@NullMarked
package org.otium.data.io;

import org.jspecify.annotations.NullMarked;
