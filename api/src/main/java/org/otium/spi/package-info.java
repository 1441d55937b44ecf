/** One provider interface a kind of plugin, all found by {@link java.util.ServiceLoader}. */
@NullMarked
package org.otium.spi;

import org.jspecify.annotations.NullMarked;
