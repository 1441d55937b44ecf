package org.otium.cluster.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Cluster;
import org.otium.api.Compute;
import org.otium.spi.Availability;
import org.otium.spi.ClusterProvider;

/** Connects with Apache Spark. */
public final class SparkProvider implements ClusterProvider<SparkSettings> {
  /** Set in a process that spark-submit started. */
  private static final String SUBMITTED = "spark.master";

  /** The provider, which does nothing until it is asked. */
  public SparkProvider() {}

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String summary() {
    return "Apache Spark: a standalone cluster, or threads of this process.";
  }

  @Override
  public Class<SparkSettings> settings() {
    return SparkSettings.class;
  }

  @Override
  public Availability available() {
    try {
      Class.forName("org.apache.spark.SparkContext", false, SparkProvider.class.getClassLoader());
      return Availability.yes();
    } catch (ClassNotFoundException | LinkageError e) {
      return Availability.no("Spark is not on the plugin's class path");
    }
  }

  @Override
  public Cluster create(SparkSettings settings, Compute compute) {
    return new SparkCluster(settings);
  }

  @Override
  public Optional<Map<String, Object>> at(String address) {
    return SparkAddress.isMaster(address)
        ? Optional.of(Map.of("master", address))
        : Optional.empty();
  }

  @Override
  public Optional<Map<String, Object>> around() {
    return Optional.ofNullable(System.getProperty(SUBMITTED))
        .flatMap(this::at)
        .map(
            settings -> {
              Map<String, Object> all = new LinkedHashMap<>(settings);
              Optional.ofNullable(System.getProperty("spark.executor.memory"))
                  .ifPresent(memory -> all.put("executor-memory", memory));
              return all;
            });
  }
}
