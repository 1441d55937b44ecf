package org.otium.interpolation;

/** Pooling has nothing to set. */
public record PoolingSettings() {}
