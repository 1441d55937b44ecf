package org.otium.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flow that is killed at random moments, again and again, and continued. {@code -Dotium.kills=50}
 * kills fifty times, {@code -Dotium.kills.seed} chooses other moments.
 */
class KilledTest {
  private static final int KILLS = Integer.getInteger("otium.kills", 3);
  private static final long SEED = Long.getLong("otium.kills.seed", 1);
  private static final int STEPS = 300;

  @TempDir private Path folder;

  @Test
  void continuesToTheSameBytes() throws IOException, InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    Path whole = folder.resolve("whole");
    Path notes = folder.resolve("notes");
    long began = System.nanoTime();
    Program.Ended ended = Program.run(notes, SmallFlow.start(whole, STEPS));
    long milliseconds = (System.nanoTime() - began) / 1_000_000;
    assertEquals(0, ended.code(), ended.all());
    int kills = 0;
    int continued = 0;
    for (int flow = 0; kills < KILLS; flow++) {
      Path run = folder.resolve("run-" + flow);
      boolean finished = false;
      while (!finished) {
        boolean begun = Files.exists(run.resolve("checkpoint.npz"));
        if (begun) {
          continued++;
        } else {
          delete(run);
        }
        String[] words = begun ? SmallFlow.resume(run) : SmallFlow.start(run, STEPS);
        try (Program program = Program.start(notes, words)) {
          if (kills == KILLS || program.endsWithin(random.nextLong(milliseconds))) {
            Program.Ended last = program.await();
            assertEquals(0, last.code(), "after " + kills + " kills: " + last.all());
            finished = true;
          } else {
            program.kill();
            kills++;
            // It may have come to its end and only not have gone yet.
            finished = isWhole(run);
          }
        }
      }
      SmallFlow.assertSame(whole, run);
    }
    assertTrue(continued > 0, "no flow was killed after its first checkpoint");
  }

  private static boolean isWhole(Path run) throws IOException {
    Path manifest = run.resolve("manifest.json");
    return Files.exists(run.resolve("report.html"))
        && Files.readString(manifest).contains("\"status\" : \"finished\"");
  }

  /** A flow that left no checkpoint is started anew. */
  private static void delete(Path run) throws IOException {
    if (Files.exists(run)) {
      try (Stream<Path> files = Files.walk(run)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
