package org.otium.spi;

import org.otium.api.Encoder;

/**
 * Makes embeddings of feature space.
 *
 * @param <S> its settings
 */
public interface EncoderProvider<S extends Record> extends Provider<Encoder, S> {}
