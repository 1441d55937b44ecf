/**
 * What a process does that works for a cluster: pairs of datasets, runs of recipes, and parts of
 * datasets that lie in many files. Each kind of work names the class of {@code
 * org.otium.app.experiment} or {@code org.otium.app.recipes} that has its pieces; here stands what
 * they need in a process that nobody typed a command for.
 */
@NullMarked
package org.otium.app.cluster;

import org.jspecify.annotations.NullMarked;
