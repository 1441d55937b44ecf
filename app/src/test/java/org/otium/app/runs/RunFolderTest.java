package org.otium.app.runs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.InvalidInputException;

class RunFolderTest {
  private static final String FLOW = "{\"command\": \"flow\"}";

  @TempDir private Path folder;

  @Test
  void checkMakesNothing() {
    RunFolder.check(folder.resolve("run"));
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void emptyFolderMayBeUsed() throws IOException {
    try (RunFolder run = RunFolder.create(folder)) {
      assertTrue(Files.isDirectory(run.path()));
    }
  }

  @Test
  void secondProcessIsKeptOut() throws IOException {
    try (RunFolder run = RunFolder.create(folder.resolve("run"))) {
      Files.writeString(run.file(RunFolder.MANIFEST), FLOW);
      Files.writeString(run.file(RunFolder.CHECKPOINT), "");
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> RunFolder.resume(run.path(), "flow"));
      assertTrue(e.what().contains("another process"), e.what());
    }
    RunFolder.resume(folder.resolve("run"), "flow").close();
  }

  @Test
  void folderThatWasFilledSinceItWasCheckedIsRefused() throws IOException {
    RunFolder.check(folder);
    Files.writeString(folder.resolve(RunFolder.MANIFEST), "{}");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> RunFolder.entered(folder, false));
    assertTrue(e.what().contains("holds a run already"), e.what());
    assertFalse(Files.exists(folder.resolve(".lock")), "the lock was left behind");
  }

  @Test
  void abandonedFolderKeepsWhatIsNotOfTheRun() throws IOException {
    try (RunFolder run = RunFolder.create(folder.resolve("run"))) {
      Files.writeString(run.file("result.json"), "{");
      Files.writeString(run.file("notes.txt"), "mine");
      run.abandon(java.util.List.of("result.json"));
    }
    assertFalse(Files.exists(folder.resolve("run/result.json")));
    assertTrue(Files.exists(folder.resolve("run/notes.txt")));
  }

  @Test
  void whatAKilledProcessWasWritingIsRemovedWhenItsRunContinues() throws IOException {
    for (String name : java.util.List.of(RunFolder.MANIFEST, RunFolder.CHECKPOINT, ".mine")) {
      Files.writeString(folder.resolve(name), FLOW);
    }
    Files.writeString(folder.resolve("..checkpoint.npz.part.npz.123.part"), "half");
    Files.createDirectory(folder.resolve(".part-1"));
    Files.writeString(folder.resolve(".part-1/result.npz"), "half");
    RunFolder.resume(folder, "flow").close();
    try (var files = Files.list(folder)) {
      org.junit.jupiter.api.Assertions.assertEquals(
          java.util.List.of(".mine", RunFolder.CHECKPOINT, RunFolder.MANIFEST),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void folderThatCannotBeWrittenIsToldBeforeWorkBegins() {
    Path readOnly = Path.of("/proc");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(readOnly), "there is no folder that nobody may write to");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> RunFolder.create(readOnly.resolve("otium-run")));
    assertTrue(e.what().contains("nothing can be written"), e.what());
  }
}
