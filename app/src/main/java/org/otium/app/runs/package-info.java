/** Run folders: what is written, in what order, and how a run is continued. */
@NullMarked
package org.otium.app.runs;

import org.jspecify.annotations.NullMarked;
