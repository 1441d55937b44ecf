/** Command line, experiments, reports and the plugin directory. */
@NullMarked
package org.otium.app;

import org.jspecify.annotations.NullMarked;
