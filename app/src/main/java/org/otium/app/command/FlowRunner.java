package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.otium.api.Cluster;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowExperiment;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.logging.Logs;
import org.otium.app.recipes.RecipeHeading;
import org.otium.app.recipes.Task;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.ShellWord;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs flows and recipes for commands: progress, Ctrl-C and what is printed at the end. */
public final class FlowRunner {
  /** What is said when the user stops work on a cluster. */
  static final String STOPPING_CLUSTER =
      "Stopping the work on the cluster; what is finished is kept.";

  private final Workspaces workspaces;
  private final GlobalOptions options;
  private final StopSignal stop;

  /**
   * A runner.
   *
   * @param workspaces what flows work with
   * @param options options that every command has
   * @param stop ends flows early
   */
  @Inject
  public FlowRunner(Workspaces workspaces, GlobalOptions options, StopSignal stop) {
    this.workspaces = workspaces;
    this.options = options;
    this.stop = stop;
  }

  int start(CommandSpec spec, FlowRequest request) throws IOException {
    return flow(spec, request.checkpoints(), experiment -> experiment.start(request));
  }

  int resume(CommandSpec spec, Path folder, OptionalLong steps, FlowRequest.Checkpoints checkpoints)
      throws IOException {
    return flow(spec, checkpoints, experiment -> experiment.resume(folder, steps, checkpoints));
  }

  private interface FlowWork {
    RunOutcome with(FlowExperiment experiment) throws IOException;
  }

  private int flow(CommandSpec spec, FlowRequest.Checkpoints checkpoints, FlowWork work)
      throws IOException {
    return run(
        spec,
        Optional.empty(),
        checkpoints,
        call -> work.with(new FlowExperiment(call.workspace(), call.progress(), call.stop())));
  }

  /** Work that can be stopped and continued. */
  interface Work {
    RunOutcome with(Task.Call call) throws IOException;
  }

  /** Work that can be stopped, and that says itself what came of it. */
  public interface Guarded {
    /**
     * Does it.
     *
     * @param call what it is done with
     * @return how it ended
     * @throws IOException if a file cannot be read or written
     */
    Told with(Task.Call call) throws IOException;
  }

  /**
   * How work ended.
   *
   * @param finished whether it came to its end
   * @param code the exit code
   * @param print tells what came of it
   */
  public record Told(boolean finished, int code, Runnable print) {}

  /**
   * Does work that can be stopped.
   *
   * @param beside where its datasets may lie as well
   * @return the exit code
   */
  int run(CommandSpec spec, Optional<Path> beside, FlowRequest.Checkpoints checkpoints, Work work)
      throws IOException {
    return guarded(
        spec,
        beside,
        checkpoints,
        call -> {
          RunOutcome outcome = work.with(call);
          RecipeHeading.write(outcome.folder());
          boolean finished = outcome.finished();
          return new Told(
              finished, finished ? Failures.OK : Failures.STOPPED, () -> tell(outcome, spec));
        });
  }

  /**
   * Does work that can be stopped with Ctrl-C.
   *
   * @param spec the command
   * @param beside where its datasets may lie as well
   * @param checkpoints when checkpoints are written
   * @param work what is done
   * @return the exit code
   * @throws IOException if a file cannot be read or written
   */
  public int guarded(
      CommandSpec spec, Optional<Path> beside, FlowRequest.Checkpoints checkpoints, Guarded work)
      throws IOException {
    ProgressLine progress = progress(spec);
    Optional<Cluster> cluster = workspaces.cluster(spec);
    Logs.beside(Optional.of(progress));
    // The guard is closed last: a cluster whose process ends before it is let go of keeps tasks.
    try (ShutdownGuard guard =
            ShutdownGuard.open(
                stop,
                () ->
                    progress.note(
                        cluster.isPresent()
                            ? STOPPING_CLUSTER
                            : "Stopping as soon as it can; the last lines will say what is kept."));
        Cluster machines = cluster.orElse(null)) {
      Workspace alone = workspace(spec, beside);
      Workspace workspace = machines == null ? alone : alone.on(machines);
      describe(workspace, progress);
      Told told = work.with(new Task.Call(workspace, progress, stop, checkpoints));
      workspaces.deviceNote().ifPresent(progress::note);
      progress.clear();
      told.print().run();
      if (told.finished()) {
        guard.done();
      }
      return told.code();
    } finally {
      Logs.beside(Optional.empty());
      progress.clear();
    }
  }

  Workspace workspace(CommandSpec spec, Optional<Path> beside) {
    List<String> typed = commandLine(spec);
    return beside.isPresent() ? workspaces.open(typed, beside.get()) : workspaces.open(typed);
  }

  private ProgressLine progress(CommandSpec spec) {
    return new ProgressLine(
        spec.commandLine().getErr(),
        Terminal.isInteractive(),
        options.verbose(),
        folder -> Continuing.line(spec, folder));
  }

  private static void tell(RunOutcome outcome, CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (String warning : outcome.warnings()) {
      err.println("Note: " + TextTable.printable(warning));
    }
    err.flush();
    if (JsonOption.isAsked(spec)) {
      out.print(Json.write(tree(outcome, spec)));
      out.flush();
      return;
    }
    outcome
        .summary()
        .forEach(text -> text.lines().forEach(line -> out.println(TextTable.printable(line))));
    if (Files.exists(outcome.report())) {
      out.println("Report: " + outcome.report());
    }
    if (!outcome.finished()) {
      out.println(
          isKept(outcome)
              ? "Continue with: " + Continuing.line(spec, outcome.folder())
              : "The same command begins anew; maps that keep checkpoints go on from these.");
    }
    out.flush();
  }

  private static Map<String, Object> tree(RunOutcome outcome, CommandSpec spec) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("finished", outcome.finished());
    Path folder = outcome.report().toAbsolutePath().normalize().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      tree.put("folder", folder.toString());
      tree.put("result", result(folder.resolve(RunFolder.MANIFEST)));
    }
    if (Files.exists(outcome.report())) {
      tree.put("report", outcome.report().toString());
    }
    tree.put("summary", outcome.summary());
    tree.put("warnings", outcome.warnings());
    if (!outcome.finished() && isKept(outcome)) {
      tree.put("continue-with", Continuing.line(spec, outcome.folder()));
    }
    return tree;
  }

  /** What is made in one piece is there when it is complete. */
  private static boolean isKept(RunOutcome outcome) {
    return Files.exists(outcome.folder().resolve(RunFolder.MANIFEST));
  }

  private static Object result(Path manifest) {
    try {
      return Files.exists(manifest)
          ? Json.read(manifest).getOrDefault("result", Map.of())
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void describe(Workspace workspace, Progress progress) {
    var machine = workspace.machine();
    progress.detail(
        "Linear algebra: "
            + machine.linearAlgebra().name()
            + " ("
            + machine.linearAlgebra().reason()
            + ").");
    progress.detail(
        "Threads: "
            + machine.threads()
            + "; one array may take "
            + org.otium.app.text.Numbers.bytes(machine.memoryBudget())
            + ".");
  }

  /** What was typed, program name first. */
  static List<String> commandLine(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    words.add("otium");
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return words.stream().map(ShellWord::quoted).toList();
  }
}
