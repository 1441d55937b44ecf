package org.otium.learners.encoding;

/** The identity has nothing to set. */
public record IdentityEncoderSettings() {}
