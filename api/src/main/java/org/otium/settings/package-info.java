/** Settings records: how they are annotated, bound from a plain tree of values, and described. */
@NullMarked
package org.otium.settings;

import org.jspecify.annotations.NullMarked;
