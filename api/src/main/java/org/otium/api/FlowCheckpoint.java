package org.otium.api;

/**
 * All that is needed to continue a flow.
 *
 * @param state the particles, the step and the functional's warm start
 * @param optimizer the optimizer's buffers
 * @param seed the seed that the flow was started with
 */
public record FlowCheckpoint(FlowState state, NamedArrays optimizer, long seed) {}
