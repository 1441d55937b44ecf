/**
 * Runs {@link org.otium.api.ClusterJob jobs} on Apache Spark: one task a piece, with Spark's own
 * retries, speculation and web pages.
 *
 * <p>A new kind of work needs nothing here. It implements {@link org.otium.spi.ClusterWork} in the
 * module that does the same work without a cluster, declares that by {@code provides
 * org.otium.spi.ClusterWork with …} in its {@code module-info} (the build writes {@code
 * META-INF/services} from it, which is what counts on the class path of an executor), and makes a
 * {@link org.otium.api.ClusterJob} with the name of the work, its settings as text and the keys of
 * its pieces:
 *
 * <ul>
 *   <li>{@link org.otium.api.Cluster#run} where the pieces are independent: results come back as
 *       they are made, or pieces write files and give back a line about them;
 *   <li>{@link org.otium.api.Cluster#exchange} where pieces send records to receivers, which take
 *       them in the order of the keys of those that sent them.
 * </ul>
 *
 * <p>A piece may be done twice at the same time: what it writes goes into a file of another name
 * first, and is moved to its place when it is complete.
 */
@NullMarked
package org.otium.cluster.spark;

import org.jspecify.annotations.NullMarked;
