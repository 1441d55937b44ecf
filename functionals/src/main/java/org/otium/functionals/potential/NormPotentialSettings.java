package org.otium.functionals.potential;

/** The norm has nothing to set: {@code sum} weights it, {@code ball} is one with a radius. */
public record NormPotentialSettings() {}
