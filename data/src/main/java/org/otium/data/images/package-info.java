/** Folders of pictures, one folder a class. */
@NullMarked
package org.otium.data.images;

import org.jspecify.annotations.NullMarked;
