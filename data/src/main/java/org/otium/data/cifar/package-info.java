/** The binary files in which CIFAR-10 and CIFAR-100 are published. */
@NullMarked
package org.otium.data.cifar;

import org.jspecify.annotations.NullMarked;
