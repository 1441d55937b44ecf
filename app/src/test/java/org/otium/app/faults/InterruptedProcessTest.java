package org.otium.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What meets a flow from outside while it runs. */
class InterruptedProcessTest {
  /** More than are made in the time that a test waits. */
  private static final int ENDLESS = 1_000_000;

  @TempDir private Path folder;

  private Path notes() {
    return folder.resolve("notes");
  }

  private static void assertTold(Program.Ended ended, int code, String... words) {
    assertEquals(code, ended.code(), ended.all());
    assertTrue(ended.err().contains("Error: "), ended.all());
    assertFalse(ended.err().contains("\tat "), "a stack trace\n" + ended.all());
    assertFalse(ended.err().contains("fault of Otium"), ended.all());
    for (String word : words) {
      assertTrue(ended.err().contains(word), () -> "no '" + word + "' in\n" + ended.all());
    }
  }

  @Test
  void flowThatIsToldToEndWritesWhatItHasAndContinuesToTheSameBytes()
      throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
    Path part = folder.resolve("part");
    Program.Ended ended;
    try (Program program = Program.start(notes(), SmallFlow.start(part, ENDLESS))) {
      program.awaitFile(part.resolve("checkpoint.npz"));
      program.terminate();
      ended = program.await();
    }
    assertEquals(143, ended.code(), ended.all());
    assertTrue(ended.out().contains("Continue with: otium flow --resume"), ended.all());
    assertTrue(Files.exists(part.resolve("report.html")), ended.all());
    var manifest = new JsonMapper().readTree(part.resolve("manifest.json").toFile());
    assertEquals("interrupted", manifest.get("status").asText());
    long made = manifest.get("steps-made").asLong();
    String more = Long.toString(made + 3);
    ended = Program.run(notes(), "flow", "--resume", part.toString(), "--steps", more);
    assertEquals(0, ended.code(), ended.all());
    Path whole = folder.resolve("whole");
    ended = Program.run(notes(), SmallFlow.start(whole, Math.toIntExact(made + 3)));
    assertEquals(0, ended.code(), ended.all());
    assertEquals(
        -1, Files.mismatch(whole.resolve("result.npz"), part.resolve("result.npz")), "result.npz");
  }

  @Test
  void errorAfterTheSignalIsTold() throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
    Path run = folder.resolve("run");
    try (Program program = Program.start(notes(), SmallFlow.start(run, ENDLESS))) {
      program.awaitFile(run.resolve("checkpoint.npz"));
      // No page can be written where a folder lies.
      Files.createDirectories(run.resolve("report.html").resolve("in the way"));
      program.terminate();
      Program.Ended ended = program.await();
      assertTold(ended, 143, "Stopping as soon as it can", "report.html");
      assertTrue(ended.err().indexOf("Stopping") < ended.err().indexOf("Error: "), ended.all());
    }
  }

  @Test
  void folderThatAnotherProcessWritesToIsRefused() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    try (Program program = Program.start(notes(), SmallFlow.start(run, ENDLESS))) {
      program.awaitFile(run.resolve("checkpoint.npz"));
      assertTold(
          Program.run(notes(), SmallFlow.resume(run)),
          2,
          "another process is writing to",
          "Wait for it");
      assertTold(Program.run(notes(), SmallFlow.start(run, 3)), 2, "holds a run already");
      assertFalse(program.endsWithin(1), "the first run did not survive");
      program.kill();
    }
  }

  @Test
  void folderThatIsRemovedUnderWayIsTold() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    try (Program program = Program.start(notes(), SmallFlow.start(run, ENDLESS))) {
      program.awaitFile(run.resolve("checkpoint.npz"));
      delete(run);
      assertTold(program.await(), 1, run.toString(), "is not there any more");
    }
    assertFalse(Files.exists(run), "it was made again");
  }

  /** The flow goes on writing meanwhile. */
  private static void delete(Path run) throws IOException {
    while (Files.exists(run)) {
      try (Stream<Path> files = Files.walk(run)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (java.io.UncheckedIOException | DirectoryNotEmptyException | NoSuchFileException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void fullDiskIsToldAndTheFlowContinuesWhenThereIsSpace()
      throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
        "a small file system can be mounted by root on Linux alone");
    try {
      Path run = disk.resolve("run");
      Path filler = disk.resolve("filler");
      try (Program program = Program.start(notes(), SmallFlow.start(run, ENDLESS))) {
        program.awaitFile(run.resolve("checkpoint.npz"));
        fill(filler);
        assertTold(program.await(), 1, "No space left on device", "free space");
      }
      Files.delete(filler);
      assertTrue(command("mount", "-o", "remount,size=64m", disk.toString()));
      long made = made(run);
      String steps = Long.toString(made + 3);
      Program.Ended ended =
          Program.run(notes(), "flow", "--resume", run.toString(), "--steps", steps);
      assertEquals(0, ended.code(), ended.all());
      Path whole = folder.resolve("whole");
      ended = Program.run(notes(), SmallFlow.start(whole, Math.toIntExact(made + 3)));
      assertEquals(0, ended.code(), ended.all());
      assertEquals(
          -1, Files.mismatch(whole.resolve("result.npz"), run.resolve("result.npz")), "result.npz");
    } finally {
      command("umount", disk.toString());
    }
  }

  private static long made(Path run) throws IOException {
    return org.otium.app.runs.CheckpointFile.read(run.resolve("checkpoint.npz"))
        .checkpoint()
        .state()
        .step();
  }

  private static void fill(Path filler) {
    try (var out = Files.newOutputStream(filler)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full.
      return;
    }
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
