package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.otium.app.experiment.FlowExperiment;
import org.otium.app.experiment.FlowOutcome;
import org.otium.app.experiment.FlowRequest;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs flows for commands: progress, Ctrl-C and what is printed at the end. */
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
    return run(spec, experiment -> experiment.start(request));
  }

  int resume(CommandSpec spec, Path folder, OptionalLong steps, FlowRequest.Checkpoints checkpoints)
      throws IOException {
    return run(spec, experiment -> experiment.resume(folder, steps, checkpoints));
  }

  private interface Work {
    FlowOutcome with(FlowExperiment experiment) throws IOException;
  }

  private int run(CommandSpec spec, Work work) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress = new ProgressLine(err, Terminal.isInteractive(), options.verbose());
    Workspace workspace = workspaces.open(commandLine(spec));
    describe(workspace, progress);
    FlowOutcome outcome;
    try (ShutdownGuard guard =
        ShutdownGuard.open(
            stop,
            () ->
                progress.note("Stopping after this step; what is done so far will be written."))) {
      outcome = work.with(new FlowExperiment(workspace, progress, stop));
      progress.clear();
      tell(outcome, spec.commandLine().getOut(), err);
      // The guard is open until here, so that what is told is told before the process ends.
      if (outcome.finished()) {
        guard.done();
      }
      return outcome.finished() ? Failures.OK : Failures.STOPPED;
    } finally {
      progress.clear();
    }
  }

  private static void tell(FlowOutcome outcome, PrintWriter out, PrintWriter err) {
    for (String warning : outcome.warnings()) {
      err.println("Note: " + TextTable.printable(warning));
    }
    err.flush();
    outcome.summary().forEach(line -> out.println(TextTable.printable(line)));
    out.println("Report: " + outcome.report());
    if (!outcome.finished()) {
      out.println("Continue with: otium flow --resume " + outcome.folder());
    }
    out.flush();
  }

  static void describe(Workspace workspace, ProgressLine progress) {
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
