package org.otium.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.otium.api.LabeledDataset;
import org.otium.testkit.Samples;

class EndOfProgramTest {
  /** Whoever presses Ctrl-C is not shown a crash. */
  @Test
  void programEndsInPeaceWhileANetworkLearns() throws Exception {
    List<String> paths = new ArrayList<>();
    for (Class<?> type : List.of(EndedProbe.class, TensorDevice.class, Samples.class)) {
      paths.add(location(type));
    }
    paths.add(location(LabeledDataset.class));
    for (String path :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      paths.add(path);
    }
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "otium-end.log"),
                "--class-path=" + String.join(File.pathSeparator, paths),
                EndedProbe.class.getName())
            .redirectErrorStream(true)
            .start();
    String output;
    try (InputStream stream = program.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, program.waitFor(), output);
  }

  private static String location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
