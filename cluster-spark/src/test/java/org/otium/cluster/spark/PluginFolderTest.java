package org.otium.cluster.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otium.spi.ApiVersion;
import org.otium.spi.ClusterWork;

/** Runs when the plugin folder is complete. */
class PluginFolderTest {
  private static final int WORDS = 35;
  private final Path folder = Path.of(System.getProperty("otium.plugin.folder"));

  @Test
  void jarSaysWhichPluginInterfaceItWasBuiltFor() throws IOException {
    try (JarFile jar = new JarFile(folder.resolve("otium-cluster-spark.jar").toFile())) {
      assertEquals("[0.1,0.2)", jar.getManifest().getMainAttributes().getValue("Otium-Api"));
      assertTrue(ApiVersion.CURRENT.startsWith("0.1."));
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void whatFailsIsDoneAgainAndRecordsArriveInTheOrderOfTheirSenders() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classPath(), ClusterProbe.class.getName()));
    command.add(Integer.toString(WORDS));
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (InputStream stream = program.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, program.waitFor(), output);
    List<String> lines = output.lines().toList();
    StringBuilder whole = new StringBuilder("whole ");
    StringBuilder halves = new StringBuilder("halves ");
    for (int k = 0; k < WORDS; k++) {
      whole.append("(w").append(k).append("!)|");
      halves.append(k < 10 ? "(w|" : "(w" + k / 10 + "|").append(k % 10).append("!)|");
    }
    assertTrue(lines.contains(whole.toString()), output);
    assertTrue(lines.contains(halves.toString()), output);
    assertTrue(lines.contains("told {w0=(w0?), w1=(w1?), w2=(w2?), w3=(w3?), w4=(w4?)}"), output);
    assertTrue(lines.contains("refused a wrong word"), output);
  }

  private String classPath() throws URISyntaxException {
    return String.join(
        File.pathSeparator,
        folder.resolve("otium-cluster-spark.jar").toString(),
        folder.resolve("cp") + File.separator + "*",
        location(Words.class),
        location(ClusterWork.class));
  }

  private static String location(Class<?> type) throws URISyntaxException {
    if (type == Words.class) {
      return Path.of(System.getProperty("otium.root"), "cluster-spark/target/test-classes")
          .toString();
    }
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
