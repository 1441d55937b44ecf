/** The command line: options, help texts, output and exit codes. */
@NullMarked
package org.otium.app.command;

import org.jspecify.annotations.NullMarked;
