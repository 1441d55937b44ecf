package org.otium.api;

import java.util.HashSet;
import java.util.List;

/**
 * Work that falls into pieces, described so that another process can do it: what a piece gives is
 * decided by the kind of work, the settings and the key of the piece, wherever and however often it
 * is done.
 *
 * @param work the name of a kind of work ({@link org.otium.spi.ClusterWork})
 * @param settings what the pieces have in common, in the words of that kind; holds every default
 *     and the seed
 * @param keys the pieces, each once
 */
public record ClusterJob(String work, String settings, List<String> keys) {
  /** Copies the keys. */
  public ClusterJob {
    keys = List.copyOf(keys);
    if (new HashSet<>(keys).size() != keys.size()) {
      throw new IllegalArgumentException("a piece is there twice: " + keys);
    }
  }
}
