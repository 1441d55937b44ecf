/** Contract tests to extend, one for each kind of plugin. */
@NullMarked
package org.otium.testkit;

import org.jspecify.annotations.NullMarked;
