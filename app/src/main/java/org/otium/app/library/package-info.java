/**
 * Otium for programs: {@link org.otium.app.library.Workbench} makes every plugin, reads every
 * dataset and runs every experiment that a recipe can name.
 */
@NullMarked
package org.otium.app.library;

import org.jspecify.annotations.NullMarked;
