/**
 * Datasets as measures over measures P = Σ_c w_c δ_{μ_c} (WoW): kernels between measures, the
 * squared maximum mean discrepancy that they make, and the geometry of W_{W₂}.
 */
@NullMarked
package org.otium.functionals.wow;

import org.jspecify.annotations.NullMarked;
