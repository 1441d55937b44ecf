package org.otium.app.plugins;

import java.util.Map;

/**
 * A plugin that was made.
 *
 * @param <T> what it is
 * @param product the plugin
 * @param resolved its {@code name} and all its settings with every default written out; making it
 *     again from this tree gives the same plugin
 */
public record Created<T>(T product, Map<String, Object> resolved) {}
