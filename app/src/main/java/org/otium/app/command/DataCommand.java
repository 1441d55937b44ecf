package org.otium.app.command;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code otium data}: looks at datasets, imports and converts them. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Look at datasets, import and convert them.",
    footer = {
      "",
      "Examples:",
      "  otium data info data/train-images-idx3-ubyte.gz --grid samples.png",
      "  otium data import ~/downloads/MNIST --out data",
      "  otium data convert 'glyphs{style: block}' block.npz --per-class 20",
    },
    subcommands = {DataInfoCommand.class, DataImportCommand.class, DataConvertCommand.class})
public final class DataCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  /** The command. */
  @Inject
  public DataCommand() {}

  /** Says which subcommands there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: info, import or convert");
  }
}
