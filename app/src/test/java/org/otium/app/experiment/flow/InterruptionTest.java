package org.otium.app.experiment.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distill.DistillExperiment;
import org.otium.app.experiment.distill.DistillRequest;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.machine.Machine;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

/** A flow that is stopped and continued. */
class InterruptionTest {
  @TempDir private Path folder;

  private static Workspace workspace() {
    PluginRegistry registry = PluginRegistry.discover(List.of());
    SettingsContext bare = registry.context(TestMachine.compute(), DatasetLookup.none());
    LinearAlgebra algebra =
        (LinearAlgebra)
            new SettingsBinder(bare).bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java").value();
    Machine machine =
        new Machine(2, 1 << 28, new LinearAlgebraChoice("java", algebra, "test"), "auto");
    SettingsContext plugins = registry.context(machine.compute(), DatasetLookup.none());
    return new Workspace(
        "test", machine, plugins, new DatasetLibrary(plugins), List.of("otium", "flow"));
  }

  /** Gives the signal at a step. */
  private record StoppingAt(long step, StopSignal stop) implements Progress {
    @Override
    public void phase(String what) {}

    @Override
    public void step(FlowStep measured, long made, long total) {
      if (made == step) {
        stop.request();
      }
    }

    @Override
    public void note(String message) {}

    @Override
    public void detail(String message) {}
  }

  private RunOutcome start(String name, long stopAt) throws IOException {
    StopSignal stop = new StopSignal();
    Map<String, Object> settings =
        Map.of(
            "steps",
            8,
            "dynamics",
            Map.of("name", "fd", "optimizer", Map.of("name", "adam", "step-size", 0.1)));
    FlowRequest request =
        new FlowRequest(
            "rings{per-class: 10}",
            "moons{per-class: 15}",
            settings,
            folder.resolve(name),
            FlowRequest.Checkpoints.DEFAULT);
    return new FlowExperiment(workspace(), new StoppingAt(stopAt, stop), stop).start(request);
  }

  private static long stepsOf(RunOutcome outcome) throws IOException {
    Path manifest = outcome.folder().resolve("manifest.json");
    return new JsonMapper().readTree(manifest.toFile()).get("steps-made").asLong();
  }

  @Test
  void stoppedFlowLeavesCheckpointAndReportAndContinuesToTheSameBytes() throws IOException {
    RunOutcome whole = start("whole", -1);
    assertTrue(whole.finished());
    RunOutcome part = start("part", 3);
    assertFalse(part.finished());
    assertEquals(3L, stepsOf(part));
    assertTrue(Files.exists(part.report()));
    JsonNode manifest = new JsonMapper().readTree(folder.resolve("part/manifest.json").toFile());
    assertEquals("interrupted", manifest.get("status").asText());
    RunOutcome rest =
        new FlowExperiment(workspace(), new StoppingAt(-1, new StopSignal()), new StopSignal())
            .resume(folder.resolve("part"), OptionalLong.empty(), FlowRequest.Checkpoints.DEFAULT);
    assertTrue(rest.finished());
    assertEquals(8L, stepsOf(rest));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/result.npz")),
        Files.readAllBytes(folder.resolve("part/result.npz")));
    manifest = new JsonMapper().readTree(folder.resolve("part/manifest.json").toFile());
    assertEquals("finished", manifest.get("status").asText());
    assertEquals(1, manifest.get("resumed").size());
  }

  private RunOutcome distill(String name, long stopAt) throws IOException {
    StopSignal stop = new StopSignal();
    Map<String, Object> settings =
        Map.of(
            "steps",
            6,
            "per-class",
            2,
            "functional",
            Map.of("encoders", List.of("random-augmentation"), "target-batch", 3));
    DistillRequest request =
        new DistillRequest(
            "glyphs{size: 16, per-class: 6}",
            "",
            settings,
            folder.resolve(name),
            FlowRequest.Checkpoints.DEFAULT);
    return new DistillExperiment(workspace(), new StoppingAt(stopAt, stop), stop).start(request);
  }

  @Test
  void stoppedDistillationContinuesThroughTheSameAugmentationsToTheSameBytes() throws IOException {
    assertTrue(distill("whole", -1).finished());
    RunOutcome part = distill("part", 3);
    assertFalse(part.finished());
    assertTrue(Files.exists(part.report()));
    assertFalse(Files.exists(folder.resolve("part/scores.csv")));
    RunOutcome rest =
        new DistillExperiment(workspace(), new StoppingAt(-1, new StopSignal()), new StopSignal())
            .resume(folder.resolve("part"), FlowRequest.Checkpoints.DEFAULT);
    assertTrue(rest.finished());
    for (String file : List.of("distilled.npz", "scores.csv", "accuracy.csv", "trajectory.npz")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve("part").resolve(file)),
          file);
    }
  }

  @Test
  void flowThatIsStoppedAtItsLastStepIsFinished() throws IOException {
    assertTrue(start("run", 8).finished());
  }

  @Test
  void flowThatIsStoppedBeforeItsFirstStepCanBeContinued() throws IOException {
    StopSignal stop = new StopSignal();
    stop.request();
    FlowRequest request =
        new FlowRequest(
            "rings{per-class: 10}",
            "moons{per-class: 15}",
            Map.of("steps", 2),
            folder.resolve("run"),
            FlowRequest.Checkpoints.DEFAULT);
    RunOutcome outcome =
        new FlowExperiment(workspace(), new StoppingAt(-1, stop), stop).start(request);
    assertFalse(outcome.finished());
    assertEquals(0L, stepsOf(outcome));
    assertTrue(
        new FlowExperiment(workspace(), new StoppingAt(-1, new StopSignal()), new StopSignal())
            .resume(folder.resolve("run"), OptionalLong.empty(), FlowRequest.Checkpoints.DEFAULT)
            .finished());
  }

  /** Runs two steps in a folder of its own with settings that only fail once the flow is made. */
  private void assertRefusedWithoutTrace(Map<String, Object> settings) {
    FlowRequest request =
        new FlowRequest(
            "rings{per-class: 10}",
            "moons{per-class: 15}",
            settings,
            folder.resolve("refused"),
            FlowRequest.Checkpoints.DEFAULT);
    FlowExperiment experiment =
        new FlowExperiment(workspace(), new StoppingAt(-1, new StopSignal()), new StopSignal());
    assertThrows(InvalidInputException.class, () -> experiment.start(request));
    assertFalse(Files.exists(folder.resolve("refused")), "the folder blocks the mended command");
  }

  @Test
  void mistakesThatTheFunctionalMeetsLeaveNoFolder() {
    assertRefusedWithoutTrace(
        Map.of("steps", 2, "functional", Map.of("name", "ball", "center", List.of(1.0, 2.0, 3.0))));
  }

  @Test
  void mistakesThatTheFirstStepMeetsLeaveNoFolder() {
    assertRefusedWithoutTrace(
        Map.of(
            "steps",
            2,
            "functional",
            "entropy",
            "dynamics",
            Map.of("name", "fd", "optimizer", "adam")));
  }
}
