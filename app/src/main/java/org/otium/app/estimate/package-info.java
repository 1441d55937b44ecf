/** What a run will roughly take, before it is made. */
@NullMarked
package org.otium.app.estimate;

import org.jspecify.annotations.NullMarked;
