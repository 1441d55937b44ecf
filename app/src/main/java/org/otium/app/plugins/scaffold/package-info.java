/** Projects for plugins of one's own, ready to be built. */
@NullMarked
package org.otium.app.plugins.scaffold;

import org.jspecify.annotations.NullMarked;
