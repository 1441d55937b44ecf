/** Contract tests that a plugin has to pass. */
@NullMarked
package org.otium.testkit;

import org.jspecify.annotations.NullMarked;
