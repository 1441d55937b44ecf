/** The commands that look at run folders. */
@NullMarked
package org.otium.app.history.cli;

import org.jspecify.annotations.NullMarked;
