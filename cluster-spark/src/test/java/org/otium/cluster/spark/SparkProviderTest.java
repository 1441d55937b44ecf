package org.otium.cluster.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.spi.Provider;
import org.otium.testkit.ProviderContract;

class SparkProviderTest extends ProviderContract {
  @Override
  protected Provider<?, ?> provider() {
    return new SparkProvider();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark://host:7077", "spark://a:1,b:2", "local", "local[3]", "local[*]", "yarn"})
  void knowsAddresses(String address) {
    assertEquals(Optional.of(Map.of("master", address)), new SparkProvider().at(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark://host", "spark://", "spark://host:7077/x", "local[0]", "local[]", "mesos"})
  void knowsWhatIsNone(String address) {
    assertEquals(Optional.empty(), new SparkProvider().at(address));
  }

  private static SparkSettings settings(String memory, String... conf) {
    return new SparkSettings("local[2]", memory, 1, "", List.of(), "", 60, List.of(conf));
  }

  @Test
  void refusesWhatSparkWouldNotUnderstand() {
    assertThrows(InvalidInputException.class, () -> settings("much"));
    assertThrows(InvalidInputException.class, () -> settings("1g", "cores=3"));
    assertEquals("1g", settings("1g", "spark.cores.max=3").executorMemory());
  }

  private static SparkSettings cores(String master, int cores) {
    return new SparkSettings(master, "1g", cores, "", List.of(), "", 60, List.of());
  }

  @Test
  void refusesMoreCoresThanThisProcessHasThreads() {
    String what =
        assertThrows(InvalidInputException.class, () -> cores("local[2]", 4)).getMessage();
    assertTrue(what.contains("cores 4 is more than local[2]"), what);
    assertThrows(InvalidInputException.class, () -> cores("local", 2));
    assertEquals(4, cores("local[4,3]", 4).cores());
    assertEquals(64, cores("spark://host:7077", 64).cores());
  }

  @Test
  void tellsWhySparkDidNotStart() {
    InvalidInputException yarn =
        SparkFailures.notStarted(
            new Exception("Could not parse Master URL: 'yarn'"), cores("yarn", 1));
    assertTrue(yarn.remedy().contains("spark-submit"), yarn.remedy());
    InvalidInputException heap =
        SparkFailures.notStarted(
            new IllegalArgumentException("[INVALID_DRIVER_MEMORY] System memory 1 must be"),
            cores("local", 1));
    assertTrue(heap.getMessage().contains("450 MB"), heap.getMessage());
    assertTrue(heap.remedy().contains("OTIUM_JAVA_OPTS"), heap.remedy());
  }

  @Test
  void tellsWhereToLookWhenNoExecutorStarts() {
    SparkSettings settings =
        new SparkSettings("spark://host:7077", "3g", 2, "", List.of(), "", 60, List.of());
    for (String said :
        List.of(
            "LiveListenerBus is stopped.",
            "Job aborted due to stage failure: Master removed our application: FAILED",
            "Cannot call methods on a stopped SparkContext.",
            "Job 0 cancelled because SparkContext was shut down")) {
      OtiumException told = SparkFailures.told(new IllegalStateException(said), settings);
      assertTrue(told.getMessage().contains("its executors did not start"), told.getMessage());
      assertTrue(told.remedy().contains("web page of its worker"), told.remedy());
      assertTrue(told.remedy().contains("executor-memory 3g, 2 core(s)"), told.remedy());
      assertTrue(told.remedy().contains("25 or newer"), told.remedy());
    }
    SparkSettings named =
        new SparkSettings("spark://host:7077", "3g", 2, "", List.of(), "/jdk", 60, List.of());
    InvalidInputException early =
        SparkFailures.notStarted(new IllegalStateException("LiveListenerBus is stopped."), named);
    assertTrue(early.remedy().contains("the Java in /jdk"), early.remedy());
  }

  @Test
  void reachesExecutorsOfThisMachineByTheLoopbackAddress() {
    assertEquals(Optional.of("127.0.0.1"), SparkAddress.own("spark://127.0.0.1:7077"));
    assertEquals(Optional.empty(), SparkAddress.own("spark://192.0.2.1:7077"));
  }

  @Test
  void tellsWhatIsWrongWithExecutors() {
    SparkSettings settings = settings("1g");
    String java =
        SparkFailures.told(
                new IllegalStateException(
                    "Job aborted: java.lang.UnsupportedClassVersionError: X has been compiled by a"
                        + " more recent version of the Java Runtime (class file version 69.0), this"
                        + " version of the Java Runtime only recognizes class file versions up to"
                        + " 61.0"),
                settings)
            .getMessage();
    assertTrue(java.contains("Java 17"), java);
    String jars =
        SparkFailures.told(
                new IllegalStateException(
                    "java.lang.ClassNotFoundException: org.otium.cluster.spark.EachPiece"),
                settings)
            .getMessage();
    assertTrue(jars.contains("jars of Otium"), jars);
  }
}
