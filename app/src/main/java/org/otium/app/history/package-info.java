/** Runs of the past: what their folders say, how they differ, and whether they can be repeated. */
@NullMarked
package org.otium.app.history;

import org.jspecify.annotations.NullMarked;
