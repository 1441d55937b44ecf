package org.otium.functionals;

/** Nothing to set. */
public record MeansLabelDistanceSettings() {}
