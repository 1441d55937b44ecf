/** Reference pages in Markdown, written from what plugins and recipes say about themselves. */
@NullMarked
package org.otium.app.reference;

import org.jspecify.annotations.NullMarked;
