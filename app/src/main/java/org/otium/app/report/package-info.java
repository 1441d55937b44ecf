/** The pages that a run leaves behind: self-contained HTML with inline vector graphics. */
@NullMarked
package org.otium.app.report;

import org.jspecify.annotations.NullMarked;
