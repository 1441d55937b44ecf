/** The composition root, the only place that knows the injector. */
@NullMarked
package org.otium.app.wiring;

import org.jspecify.annotations.NullMarked;
