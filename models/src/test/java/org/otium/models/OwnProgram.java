package org.otium.models;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.otium.api.LabeledDataset;
import org.otium.numerics.ParallelLoop;
import org.otium.testkit.Samples;

/** A small program in a process of its own. */
final class OwnProgram {
  private OwnProgram() {}

  /** How it ended. */
  record Ended(int code, String output) {}

  /**
   * Runs a program of these tests until it ends.
   *
   * @param program has a main method
   * @param options of the JVM
   */
  static Ended run(Class<?> program, String... options) throws Exception {
    List<String> paths = new ArrayList<>();
    for (Class<?> type :
        List.of(
            program, TensorDevice.class, Samples.class, ParallelLoop.class, LabeledDataset.class)) {
      paths.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    paths.addAll(
        Arrays.asList(
            System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.add("--class-path=" + String.join(File.pathSeparator, paths));
    command.add(program.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream stream = process.getInputStream()) {
      String output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    }
  }
}
