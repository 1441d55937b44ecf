package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otium.api.Cluster;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;

class ComparedClusterTest {
  private static final String HERE = "openblas (kernels Haswell); vectors of 256 bits; Java 25";
  private static final String WIDE = "openblas (kernels Haswell); vectors of 512 bits; Java 25";

  private static final class Told implements ClusterListener {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void done(String key, byte[] result) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void note(String message) {
      notes.add(message);
    }

    @Override
    public boolean isStopped() {
      return false;
    }
  }

  /** Machines that say what they compute with, as results come. */
  private record Machines(List<Map.Entry<String, String>> said) implements Cluster {
    @Override
    public void run(ClusterJob job, ClusterListener listener) {
      said.forEach(machine -> listener.computed(machine.getKey(), machine.getValue()));
    }

    @Override
    public void exchange(ClusterJob job, List<String> receivers, ClusterListener listener) {
      run(job, listener);
    }

    @Override
    public long workerMemory() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Test
  void machinesOfOneKindAreNotSpokenOf() {
    Told told = new Told();
    ComparedCluster cluster =
        new ComparedCluster(
            new Machines(List.of(Map.entry("a", HERE), Map.entry("b", HERE))), HERE);
    cluster.run(new ClusterJob("x", "", List.of("1")), told);
    assertEquals(List.of(), told.notes);
    assertEquals(List.of(), cluster.differences());
    assertEquals(Map.of("a", HERE, "b", HERE), cluster.machines());
  }

  @Test
  void othersAreNamedOnceWithWhatTheyComputeWith() {
    Told told = new Told();
    ComparedCluster cluster =
        new ComparedCluster(
            new Machines(List.of(Map.entry("a", HERE), Map.entry("b", WIDE), Map.entry("c", WIDE))),
            HERE);
    cluster.run(new ClusterJob("x", "", List.of("1")), told);
    cluster.exchange(new ClusterJob("x", "", List.of("1")), List.of("r"), told);
    assertEquals(1, told.notes.size(), told.notes.toString());
    assertTrue(
        told.notes.getFirst().startsWith("b computes with vectors of 512 bits, and this"),
        told.notes.toString());
    assertEquals(1, cluster.differences().size());
    assertTrue(cluster.differences().getFirst().startsWith("b, c compute with"), "both hosts");
  }

  @Test
  void everythingThatAClusterCanBeAskedIsPassedOn() throws NoSuchMethodException {
    for (Method method : Cluster.class.getMethods()) {
      Method own = ComparedCluster.class.getMethod(method.getName(), method.getParameterTypes());
      assertEquals(ComparedCluster.class, own.getDeclaringClass(), method.toString());
    }
  }
}
