package org.otium.spi;

import org.otium.api.MeasureKernel;

/**
 * Makes kernels between measures.
 *
 * @param <S> its settings
 */
public interface MeasureKernelProvider<S extends Record> extends Provider<MeasureKernel, S> {}
