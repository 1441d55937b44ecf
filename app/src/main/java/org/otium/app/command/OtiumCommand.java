package org.otium.app.command;

import jakarta.inject.Inject;
import org.otium.app.plugins.cli.PluginsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code otium}: the root of the command line. */
@Command(
    name = "otium",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Optimal transport for labelled datasets: compare them, flow one into another, make new ones between them, and condense them.",
    footer = {
      "",
      "Datasets are files, folders or generators:",
      "  data/mnist/train-images-idx3-ubyte.gz    a file, its format recognised",
      "  csv:measurements.txt                     a file with its format named",
      "  rings, 'glyphs{style: block}'            a generator, with settings in braces",
      "",
      "Start with:  otium demo",
    },
    subcommands = {
      DemoCommand.class,
      DistanceCommand.class,
      LabelsCommand.class,
      FlowCommand.class,
      InterpolateCommand.class,
      DistillCommand.class,
      RunCommand.class,
      ExperimentsCommand.class,
      DataCommand.class,
      PluginsCommand.class
    })
public final class OtiumCommand implements Runnable {
  @Mixin private final GlobalOptions options;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  /**
   * The command.
   *
   * @param options options that every command has
   */
  @Inject
  public OtiumCommand(GlobalOptions options) {
    this.options = options;
  }

  GlobalOptions options() {
    return options;
  }

  /** Shows the help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
