package org.otium.settings;

import java.util.Map;

/**
 * What settings were bound to.
 *
 * @param <T> what was made
 * @param value what was made of the settings
 * @param resolved the same settings with every default written out, nested plugins as maps with
 *     their {@code name}; unmodifiable. Binding it again gives the same tree
 */
public record Bound<T>(T value, Map<String, Object> resolved) {}
