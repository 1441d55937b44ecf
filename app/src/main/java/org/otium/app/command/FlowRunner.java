package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.otium.app.experiment.FlowExperiment;
import org.otium.app.experiment.FlowOutcome;
import org.otium.app.experiment.FlowRequest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.recipes.Task;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs flows and recipes for commands: progress, Ctrl-C and what is printed at the end. */
public final class FlowRunner {
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
    FlowOutcome with(FlowExperiment experiment) throws IOException;
  }

  private int flow(CommandSpec spec, FlowRequest.Checkpoints checkpoints, FlowWork work)
      throws IOException {
    return run(
        spec,
        Optional.empty(),
        checkpoints,
        call -> {
          FlowOutcome flow =
              work.with(new FlowExperiment(call.workspace(), call.progress(), call.stop()));
          return new Ending(
              new Task.Outcome(flow.report(), flow.finished(), flow.summary(), flow.warnings()),
              "otium flow --resume " + flow.folder());
        });
  }

  /** Work that can be stopped and continued. */
  interface Work {
    Ending with(Task.Call call) throws IOException;
  }

  /**
   * How work ended.
   *
   * @param outcome what came of it
   * @param next how to continue it if it has not come to its end
   */
  record Ending(Task.Outcome outcome, String next) {}

  /**
   * Does work that can be stopped.
   *
   * @param beside where its datasets may lie as well
   * @return the exit code
   */
  int run(CommandSpec spec, Optional<Path> beside, FlowRequest.Checkpoints checkpoints, Work work)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress = progress(spec);
    Workspace workspace = workspace(spec, beside);
    describe(workspace, progress);
    PluginMessages.showOn(progress);
    try (ShutdownGuard guard =
        ShutdownGuard.open(
            stop,
            () ->
                progress.note("Stopping after this step; what is done so far will be written."))) {
      Ending ending = work.with(new Task.Call(workspace, progress, stop, checkpoints));
      progress.clear();
      tell(ending, spec.commandLine().getOut(), err);
      // The guard is open until here, so that what is told is told before the process ends.
      if (ending.outcome().finished()) {
        guard.done();
      }
      return ending.outcome().finished() ? Failures.OK : Failures.STOPPED;
    } finally {
      PluginMessages.hide();
      progress.clear();
    }
  }

  Workspace workspace(CommandSpec spec, Optional<Path> beside) {
    List<String> typed = commandLine(spec);
    return beside.isPresent() ? workspaces.open(typed, beside.get()) : workspaces.open(typed);
  }

  private ProgressLine progress(CommandSpec spec) {
    return new ProgressLine(
        spec.commandLine().getErr(), Terminal.isInteractive(), options.verbose());
  }

  private static void tell(Ending ending, PrintWriter out, PrintWriter err) {
    Task.Outcome outcome = ending.outcome();
    for (String warning : outcome.warnings()) {
      err.println("Note: " + TextTable.printable(warning));
    }
    err.flush();
    outcome
        .summary()
        .forEach(text -> text.lines().forEach(line -> out.println(TextTable.printable(line))));
    if (Files.exists(outcome.report())) {
      out.println("Report: " + outcome.report());
    }
    if (!outcome.finished()) {
      out.println("Continue with: " + ending.next());
    }
    out.flush();
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
    return words.stream().map(FlowRunner::quoted).toList();
  }

  /** A word as a shell would have to be given it. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
