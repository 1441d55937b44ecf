/** Numbers, durations and tables as people read them. */
@NullMarked
package org.otium.app.text;

import org.jspecify.annotations.NullMarked;
