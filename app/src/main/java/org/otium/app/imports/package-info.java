/** Datasets as others publish them: their folders, splits and files. */
@NullMarked
package org.otium.app.imports;

import org.jspecify.annotations.NullMarked;
