/** What a process does that works for a cluster: pairs of datasets, and runs of recipes. */
@NullMarked
package org.otium.app.cluster;

import org.jspecify.annotations.NullMarked;
