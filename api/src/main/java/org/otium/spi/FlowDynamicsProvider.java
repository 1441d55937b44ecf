package org.otium.spi;

import org.otium.api.FlowDynamics;

/**
 * Makes dynamics of particles.
 *
 * @param <S> its settings
 */
public interface FlowDynamicsProvider<S extends Record> extends Provider<FlowDynamics, S> {}
