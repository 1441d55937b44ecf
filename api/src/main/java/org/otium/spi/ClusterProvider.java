package org.otium.spi;

import java.util.Map;
import java.util.Optional;
import org.otium.api.Cluster;

/**
 * Connects with clusters.
 *
 * @param <S> its settings
 */
public interface ClusterProvider<S extends Record> extends Provider<Cluster, S> {
  /**
   * The settings that an address stands for, such as {@code spark://host:7077}.
   *
   * @param address what the user wrote
   * @return settings by their keys; nothing if it is no address of such a cluster
   */
  Optional<Map<String, Object>> at(String address);

  /**
   * The settings of the cluster that started this process, if one did.
   *
   * @return settings by their keys; nothing if the process was started otherwise
   */
  default Optional<Map<String, Object>> around() {
    return Optional.empty();
  }
}
