package org.otium.app.plugins.cli;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code otium plugins}: looks at plugins. */
@Command(
    name = "plugins",
    description = "List, describe, document and check plugins, or start one of your own.",
    footer = {
      "",
      "Examples:",
      "  otium plugins list --kind functional",
      "  otium plugins describe sinkhorn",
      "  otium plugins new my-pull --kind functional",
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      PluginsListCommand.class,
      PluginsDescribeCommand.class,
      PluginsDocumentCommand.class,
      PluginsCheckCommand.class,
      PluginsNewCommand.class
    })
public final class PluginsCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  /** A command. */
  @Inject
  public PluginsCommand() {}

  /** Says which subcommands there are. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, describe, document, check or new.");
  }
}
