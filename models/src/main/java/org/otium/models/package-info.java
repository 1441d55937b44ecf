/** What all neural networks share for their users. */
@NullMarked
package org.otium.models;

import org.jspecify.annotations.NullMarked;
