package org.otium.cluster.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.otium.api.ClusterJob;
import org.otium.api.ClusterListener;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;

@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkClusterTest {
  private static final ClusterJob JOB = new ClusterJob("words", "!", List.of("a", "b", "c"));

  private static SparkCluster cluster(String master, int patience) {
    return new SparkCluster(
        new SparkSettings(
            master,
            "1g",
            1,
            System.getProperty("java.io.tmpdir"),
            List.of(),
            "",
            patience,
            List.of("spark.ui.enabled=false")));
  }

  private static final class Heard implements ClusterListener {
    private final BooleanSupplier stopped;
    private final List<String> notes = new ArrayList<>();
    private final List<Progress> all = new ArrayList<>();

    Heard(BooleanSupplier stopped) {
      this.stopped = stopped;
    }

    @Override
    public void done(String key, byte[] result) {
      throw new AssertionError(key);
    }

    @Override
    public void progress(Progress progress) {
      all.add(progress);
    }

    @Override
    public void note(String message) {
      notes.add(message);
    }

    @Override
    public boolean isStopped() {
      return stopped.getAsBoolean();
    }
  }

  @Test
  @Order(1)
  void jobsAfterTheStopAreCancelledHoweverSparkFails() {
    try (SparkCluster cluster = cluster("local[2,4]", 60)) {
      Heard heard = new Heard(() -> false);
      // The work is one of tests, which no module provides.
      String unknown =
          assertThrows(InvalidInputException.class, () -> cluster.run(JOB, heard)).getMessage();
      assertTrue(unknown.contains("the work 'words'"), unknown);
      assertTrue(heard.all.stream().allMatch(p -> p.running() <= 2), heard.all.toString());
      assertThrows(CancellationException.class, () -> cluster.run(JOB, new Heard(() -> true)));
      // As Spark's own hook does, which does not wait for anybody.
      SparkContext.getOrCreate().stop();
      int[] asked = {0};
      Heard late = new Heard(() -> asked[0]++ > 0);
      assertThrows(CancellationException.class, () -> cluster.run(JOB, late));
      asked[0] = 0;
      assertThrows(CancellationException.class, () -> cluster.exchange(JOB, List.of("r"), late));
      OtiumException ended = assertThrows(OtiumException.class, () -> cluster.run(JOB, heard));
      assertTrue(ended.getMessage().contains("stopped SparkContext"), ended.getMessage());
    }
  }

  /** Last, for Spark goes on waiting for a minute and there can be one of it. */
  @Test
  @Order(2)
  void whatAnswersWithoutBeingAMasterIsToldAfterThePatience() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String master = "spark://127.0.0.1:" + other.getLocalPort();
      Heard heard = new Heard(() -> false);
      try (SparkCluster cluster = cluster(master, 2)) {
        String what =
            assertThrows(InvalidInputException.class, () -> cluster.run(JOB, heard)).getMessage();
        assertTrue(what.contains(master) && what.contains("no Spark master"), what);
      }
      assertEquals(List.of(), heard.notes);
    }
  }
}
