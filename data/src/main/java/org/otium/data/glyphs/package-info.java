/**
 * Small labelled image domains that need no download: digits and garments, drawn by this package.
 */
@NullMarked
package org.otium.data.glyphs;

import org.jspecify.annotations.NullMarked;
