package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;
import org.otium.app.machine.Machine;

/**
 * A cluster whose machines are compared with this one as their results come: other processors and
 * other libraries round in another order, and then it shows in the last digits which machine did
 * what.
 */
final class ComparedCluster implements Cluster {
  private final Cluster cluster;
  private final String here;

  /** What each machine computes with; guarded by itself. */
  private final Map<String, Set<String>> machines = new TreeMap<>();

  /**
   * A cluster of which nothing is known yet.
   *
   * @param cluster does the work
   * @param here what is computed with in this process
   */
  ComparedCluster(Cluster cluster, String here) {
    this.cluster = cluster;
    this.here = here;
  }

  @Override
  public void run(ClusterJob job, ClusterListener listener) {
    cluster.run(job, new Comparing(listener));
  }

  @Override
  public void exchange(ClusterJob job, List<String> receivers, ClusterListener listener) {
    cluster.exchange(job, receivers, new Comparing(listener));
  }

  @Override
  public int slots() {
    return cluster.slots();
  }

  @Override
  public long workerMemory() {
    return cluster.workerMemory();
  }

  @Override
  public void close() {
    cluster.close();
  }

  /** What each machine computes with that has given a result. */
  Map<String, String> machines() {
    synchronized (machines) {
      Map<String, String> all = new LinkedHashMap<>();
      machines.forEach((host, with) -> all.put(host, String.join(" and ", with)));
      return all;
    }
  }

  /** A line for each other way to compute than that of this process. */
  List<String> differences() {
    synchronized (machines) {
      Map<String, Set<String>> hosts = new TreeMap<>();
      machines.forEach(
          (host, all) -> {
            for (String with : all) {
              if (!with.equals(here)) {
                hosts.computeIfAbsent(with, w -> new LinkedHashSet<>()).add(host);
              }
            }
          });
      List<String> lines = new ArrayList<>();
      hosts.forEach((with, named) -> lines.add(difference(named, with)));
      return lines;
    }
  }

  private String difference(Set<String> hosts, String with) {
    List<String> theirs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    List<String> parts = List.of(with.split(Machine.ARITHMETIC_PARTS, -1));
    List<String> own = List.of(here.split(Machine.ARITHMETIC_PARTS, -1));
    for (int k = 0; k < Math.max(parts.size(), own.size()); k++) {
      String part = k < parts.size() ? parts.get(k) : "";
      String mine = k < own.size() ? own.get(k) : "";
      if (!part.equals(mine)) {
        theirs.add(part);
        ours.add(mine);
      }
    }
    return String.join(", ", hosts)
        + (hosts.size() == 1 ? " computes with " : " compute with ")
        + String.join(", ", theirs)
        + ", and this machine with "
        + String.join(", ", ours)
        + ": the last digits of numbers depend on which of them made these. Machines of one kind give the same bytes.";
  }

  private final class Comparing implements ClusterListener {
    private final ClusterListener listener;

    Comparing(ClusterListener listener) {
      this.listener = listener;
    }

    @Override
    public void computed(String host, String with) {
      listener.computed(host, with);
      if (with.isEmpty()) {
        return;
      }
      boolean isNew;
      boolean isKnownOtherwise;
      synchronized (machines) {
        isKnownOtherwise = machines.values().stream().anyMatch(all -> all.contains(with));
        isNew = machines.computeIfAbsent(host, h -> new LinkedHashSet<>()).add(with);
      }
      if (isNew && !with.equals(here) && !isKnownOtherwise) {
        listener.note(difference(Set.of(host), with));
      }
    }

    @Override
    public void done(String key, byte[] result) {
      listener.done(key, result);
    }

    @Override
    public void progress(Progress far) {
      listener.progress(far);
    }

    @Override
    public void note(String message) {
      listener.note(message);
    }

    @Override
    public boolean isStopped() {
      return listener.isStopped();
    }
  }
}
