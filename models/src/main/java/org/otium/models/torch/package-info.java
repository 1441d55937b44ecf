/** PyTorch: started once, its tensors in scopes, its derivatives, its optimiser. */
@NullMarked
package org.otium.models.torch;

import org.jspecify.annotations.NullMarked;
