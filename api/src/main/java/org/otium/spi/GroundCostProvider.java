package org.otium.spi;

import org.otium.api.GroundCost;

/**
 * Makes costs between points.
 *
 * @param <S> its settings
 */
public interface GroundCostProvider<S extends Record> extends Provider<GroundCost, S> {}
