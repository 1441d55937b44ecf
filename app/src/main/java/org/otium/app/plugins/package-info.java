/**
 * The plugins: those that come with Otium and those in plugin folders, found by {@link
 * java.util.ServiceLoader} over module layers.
 *
 * <p>A plugin folder holds one folder a plugin, {@code plugins/<id>/}, with its modular jars and
 * those of the libraries it needs; jars that cannot be modules lie in {@code plugins/<id>/cp/}. A
 * single jar may also lie in the plugin folder itself. Every plugin is a module layer of its own:
 * what it brings along, no other plugin sees. What cannot be used stays in the list with the
 * reason, and never keeps the others from working.
 *
 * <p>The manifest of a plugin's jar says for which versions of the plugin interface it was built,
 * {@code Otium-Api: [0.1,0.2)}, and, where it calls native code, which of its modules do so, {@code
 * Enable-Native-Access: module, …} ({@code ALL-UNNAMED} stands for the jar's own module).
 *
 * <p>A plugin sees the JDK, {@code otium.api}, the modules of Otium that it requires, and what it
 * brings along. A name belongs to one plugin: those that come with Otium keep theirs, and of
 * several others that claim one name none gets it.
 */
@NullMarked
package org.otium.app.plugins;

import org.jspecify.annotations.NullMarked;
