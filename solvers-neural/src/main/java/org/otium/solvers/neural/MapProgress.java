package org.otium.solvers.neural;

/**
 * Where a neural map stood while it was learned, measured on one batch.
 *
 * @param iteration how often the potential had stepped
 * @param featureCost the mean of ‖x − G(z)‖², in squared feature units
 * @param labelCost the mean of yᵀMȳ, in squared feature units
 * @param gap the mean of f over images less that over the target, in units of the weighted cost; it
 *     hovers about zero where the potential cannot tell them apart
 */
public record MapProgress(int iteration, double featureCost, double labelCost, double gap) {}
