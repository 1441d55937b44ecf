/** The commands {@code otium plugins list}, {@code describe} and {@code check}. */
@NullMarked
package org.otium.app.plugins.cli;

import org.jspecify.annotations.NullMarked;
