/** Functionals that are written as functions of tensors; PyTorch takes their derivatives. */
@NullMarked
package org.otium.models.autodiff;

import org.jspecify.annotations.NullMarked;
