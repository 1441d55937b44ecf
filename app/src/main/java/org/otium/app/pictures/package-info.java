/** Pictures of datasets and curves, drawn without a screen. */
@NullMarked
package org.otium.app.pictures;

import org.jspecify.annotations.NullMarked;
