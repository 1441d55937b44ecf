package org.otium.linalg.nd4j;

/**
 * The settings of {@link Nd4jProvider}: there are none. How many threads work is decided for the
 * whole program, in {@link org.otium.api.Compute#threads()}.
 */
public record Nd4jSettings() {}
