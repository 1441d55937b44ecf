package org.otium.functionals.interaction;

/** The spread of classes has nothing to set: {@code sum} weights it. */
public record ClassSpreadSettings() {}
