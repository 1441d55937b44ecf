/**
 * Interpolation of datasets that lie in many files and fit no machine: the steps of {@code
 * interpolate} as pieces of work for a cluster, which meet in files of the run folder alone.
 */
@NullMarked
package org.otium.app.experiment.parts;

import org.jspecify.annotations.NullMarked;
