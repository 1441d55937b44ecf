package org.otium.app.history.cli;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code otium runs}: looks at runs of the past. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "List runs of the past, show what they were, compare them, or make one again.",
    footer = {
      "",
      "Examples:",
      "  otium runs list",
      "  otium runs show otium-demo",
      "  otium runs compare otium-flow otium-flow-2",
      "  otium runs reproduce otium-demo",
    },
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsCompareCommand.class,
      RunsReproduceCommand.class
    })
public final class RunsCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  /** The command. */
  @Inject
  public RunsCommand() {}

  /** Says which subcommands there are. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, show, compare or reproduce.");
  }
}
