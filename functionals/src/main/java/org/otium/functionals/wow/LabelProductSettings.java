package org.otium.functionals.wow;

import org.otium.settings.Setting;

/**
 * A product of Gaussian kernels on features, class means and class covariances.
 *
 * @param featureBandwidth h of the kernel on features
 * @param meanBandwidth h of the kernel on means
 * @param covarianceBandwidth h of the kernel on covariances
 */
public record LabelProductSettings(
    @Setting(
            doc = "h of exp(−‖x−y‖²/2h) on features, in squared feature units.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double featureBandwidth,
    @Setting(
            doc = "h of exp(−‖m−m'‖²/2h) on the means of classes, in squared feature units.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double meanBandwidth,
    @Setting(
            doc = "h of exp(−‖Σ−Σ'‖²/2h) on their covariances, in feature units to the fourth.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double covarianceBandwidth) {}
