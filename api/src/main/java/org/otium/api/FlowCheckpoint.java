package org.otium.api;

/**
 * All that is needed to continue a flow.
 *
 * @param state the particles, their label distributions, the step, the seed and the functional's
 *     warm start
 * @param optimizer the buffers of the optimizers
 */
public record FlowCheckpoint(FlowState state, NamedArrays optimizer) {}
