package org.otium.spi;

import org.otium.api.Classifier;

/**
 * Makes classifiers.
 *
 * @param <S> its settings
 */
public interface ClassifierProvider<S extends Record> extends Provider<Classifier, S> {}
