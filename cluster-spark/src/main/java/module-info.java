/**
 * Pieces of work on Apache Spark, a plugin in a folder of its own.
 *
 * <p>Spark's jars cannot be modules, so they lie in {@code cp/} beside this module and form the
 * class path that the loader of its layer has as parent. In Spark's own processes the same jar lies
 * on the class path, where {@code META-INF/services} says what this declaration says.
 */
module otium.cluster.spark {
  requires transitive otium.api;
  requires static org.jspecify;

  exports org.otium.cluster.spark;

  uses org.otium.spi.ClusterWork;

  provides org.otium.spi.ClusterProvider with
      org.otium.cluster.spark.SparkProvider;
}
