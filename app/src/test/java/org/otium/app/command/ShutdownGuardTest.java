package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.app.experiment.StopSignal;

class ShutdownGuardTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final String OPEN = "open";
  private static final String PROMISED = "promised";
  private static final String TOLD = "told";

  @TempDir private Path folder;

  /** A process whose guard is closed some time before it has told what came of its work. */
  static final class LateTeller {
    private LateTeller() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Path folder = Path.of(args[0]);
      StopSignal stop = new StopSignal();
      try (ShutdownGuard _ = ShutdownGuard.open(stop, () -> write(folder.resolve(PROMISED)))) {
        write(folder.resolve(OPEN));
        while (!stop.isRequested()) {
          Thread.sleep(20);
        }
      }
      Thread.sleep(1000);
      write(folder.resolve(TOLD));
      ShutdownGuard.release();
    }

    private static void write(Path file) {
      try {
        Files.writeString(file, "");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void processEndsWhenAllIsToldAndNotBefore() throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                Path.of(System.getProperty("otium.root"), "app", "target", "test-classes")
                    + File.pathSeparator
                    + System.getProperty("jdk.module.path")
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                LateTeller.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile())
            .start();
    try {
      while (process.isAlive() && !Files.exists(folder.resolve(OPEN))) {
        Thread.sleep(20);
      }
      process.destroy();
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
      String printed = Files.readString(folder.resolve("printed"));
      assertEquals(143, process.exitValue(), printed);
      assertTrue(Files.exists(folder.resolve(PROMISED)), printed);
      assertTrue(Files.exists(folder.resolve(TOLD)), "it ended before all was told");
    } finally {
      process.destroyForcibly();
    }
  }
}
