package org.otium.spi;

import org.otium.api.LabelDistance;

/**
 * Makes distances between classes.
 *
 * @param <S> its settings
 */
public interface LabelDistanceProvider<S extends Record> extends Provider<LabelDistance, S> {}
