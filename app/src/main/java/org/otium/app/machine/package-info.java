/** What the machine offers: threads, memory and linear algebra, chosen once. */
@NullMarked
package org.otium.app.machine;

import org.jspecify.annotations.NullMarked;
