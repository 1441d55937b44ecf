/** The npy and npz formats of numpy: named arrays, and datasets made of them. */
@NullMarked
package org.otium.data.npz;

import org.jspecify.annotations.NullMarked;
