/** Samples that forget how their features are correlated. */
package org.example.tensors;
