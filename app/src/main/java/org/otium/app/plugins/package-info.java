/**
 * The plugins: those that come with Otium and those in plugin folders, found by {@link
 * java.util.ServiceLoader} over module layers.
 *
 * <p>A plugin folder holds one folder a plugin, {@code plugins/<id>/}, with its modular jars and
 * those of the libraries it needs; jars that cannot be modules lie in {@code plugins/<id>/cp/}. A
 * single jar may also lie in the plugin folder itself. Every plugin is a module layer of its own:
 * what it brings along, no other plugin sees. What cannot be used stays in the list with the
 * reason, and never keeps the others from working.
 */
@NullMarked
package org.otium.app.plugins;

import org.jspecify.annotations.NullMarked;
