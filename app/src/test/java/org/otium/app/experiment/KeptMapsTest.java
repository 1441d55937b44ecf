package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.OtiumException;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.machine.Machine;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

/** What stays of a run whose maps learn, however it ends. */
class KeptMapsTest {
  private static final LabeledDataset POINT =
      LabeledDataset.of("point", Matrix.of(new double[][] {{1}}), Labels.hard(new int[1]));

  @TempDir private Path folder;
  private final List<String> notes = new ArrayList<>();

  private final Progress progress =
      new Progress() {
        @Override
        public void phase(String what) {}

        @Override
        public void step(FlowStep step, long made, long total) {}

        @Override
        public void note(String message) {
          notes.add(message);
        }

        @Override
        public void detail(String message) {}
      };

  private static Workspace workspace() {
    PluginRegistry registry = PluginRegistry.discover(List.of());
    SettingsContext bare = registry.context(TestMachine.compute(), DatasetLookup.none());
    LinearAlgebra algebra =
        (LinearAlgebra)
            new SettingsBinder(bare).bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java").value();
    Machine machine =
        new Machine(
            1, 1 << 28, new LinearAlgebraChoice("java", algebra, "test"), Machine.ANY_DEVICE);
    return new Workspace(
        "test", machine, bare, new DatasetLibrary(bare), List.of("otium", "interpolate"));
  }

  /** Writes what it has learned where it is told to. */
  private record Learning(Optional<Path> where) implements DatasetMapping {
    @Override
    public Optional<DatasetMapping> keptIn(Path other) {
      return where.isPresent() ? Optional.empty() : Optional.of(new Learning(Optional.of(other)));
    }

    @Override
    public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
      try {
        Files.createDirectories(where.orElseThrow());
        Files.writeString(where.orElseThrow().resolve("learned"), "much");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return samples -> samples;
    }
  }

  private Path out() {
    return folder.resolve("out");
  }

  private RunOutcome run(DatasetMapping mapping, boolean learns, @Nullable RuntimeException end)
      throws IOException {
    KeptMaps kept = new KeptMaps(out());
    DatasetMapping with = kept.with(mapping);
    RunFolder opened = Files.exists(out()) ? RunFolder.again(out()) : RunFolder.create(out());
    Manifest manifest = Manifest.again(opened, workspace(), "interpolate");
    return kept.until(
        opened,
        manifest,
        new Timings(),
        () -> List.of("half.txt"),
        () -> {
          if (learns) {
            with.fit(POINT, POINT, 0);
          }
          Files.writeString(opened.file("half.txt"), "half");
          if (end != null) {
            throw end;
          }
          manifest.finish("finished", Map.of());
          return new RunOutcome(opened.path(), true, List.of(), List.of());
        },
        progress);
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out())) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private Object status() throws IOException {
    return Json.read(out().resolve(RunFolder.MANIFEST)).get("status");
  }

  @Test
  void aStoppedOneKeepsWhatItsMapsHaveLearnedAndNothingElse() throws IOException {
    RunOutcome outcome = run(new Learning(Optional.empty()), true, new CancellationException());
    assertFalse(outcome.finished());
    assertTrue(outcome.summary().getFirst().contains("is kept"), outcome.summary()::toString);
    assertEquals(Set.of("manifest.json", "work"), names());
    assertEquals("interrupted", status());
    // Again, and to the end.
    assertTrue(run(new Learning(Optional.empty()), true, null).finished());
    assertEquals(Set.of("half.txt", "manifest.json"), names());
  }

  @Test
  void oneWhoseMapsHaveLearnedNothingLeavesNothing() throws IOException {
    RunOutcome outcome = run(new Learning(Optional.empty()), false, new CancellationException());
    assertTrue(outcome.summary().getFirst().contains("nothing was kept"), outcome::toString);
    assertFalse(Files.exists(out()));
  }

  @Test
  void whatKeepsElsewhereLeavesNothing() throws IOException {
    Learning elsewhere = new Learning(Optional.of(folder.resolve("mine")));
    run(elsewhere, true, new CancellationException());
    assertFalse(Files.exists(out()));
    assertTrue(Files.exists(folder.resolve("mine").resolve("learned")));
    // That folder is its owner's wherever it lies.
    Learning within = new Learning(Optional.of(out().resolve("work")));
    run(within, true, null);
    assertTrue(Files.exists(out().resolve("work").resolve("learned")));
  }

  @Test
  void oneThatWasBegunBeforeStaysThoughItHasLearnedNothing() throws IOException {
    run(new Learning(Optional.empty()), true, new CancellationException());
    Files.delete(out().resolve("work").resolve("learned"));
    run(new Learning(Optional.empty()), false, new CancellationException());
    assertEquals("interrupted", status());
  }

  @Test
  void oneThatFailsKeepsWhatItsMapsHaveLearnedAndSaysSo() throws IOException {
    OtiumException full = new OtiumException("the disk is full", "Free space.");
    assertThrows(OtiumException.class, () -> run(new Learning(Optional.empty()), true, full));
    assertEquals("failed", status());
    assertEquals(Set.of("manifest.json", "work"), names());
    assertTrue(notes.getLast().contains("--resume " + out()), notes::toString);
    notes.clear();
    folder = folder.resolve("other");
    Files.createDirectory(folder);
    assertThrows(OtiumException.class, () -> run(new Learning(Optional.empty()), false, full));
    assertFalse(Files.exists(out()));
    assertEquals(List.of(), notes);
  }

  @Test
  void nothingIsSaidOfGoingOnWhereItWouldFailAgain() throws IOException {
    InvalidInputException damaged = new InvalidInputException("it is damaged", "Restore it.");
    assertThrows(
        InvalidInputException.class, () -> run(new Learning(Optional.empty()), true, damaged));
    assertEquals(Set.of("manifest.json", "work"), names());
    assertEquals(List.of(), notes);
  }

  @Test
  void itIsSaidByWhatARunWasBegunFirst() throws IOException {
    run(new Learning(Optional.empty()), true, new CancellationException());
    Map<String, Object> before = Json.read(out().resolve(RunFolder.MANIFEST));
    run(new Learning(Optional.empty()), true, null);
    Map<String, Object> after = Json.read(out().resolve(RunFolder.MANIFEST));
    assertEquals(before.get("started"), after.get("started"));
    assertEquals(1, ((List<?>) after.get("resumed")).size());
    assertEquals("finished", after.get("status"));
  }
}
