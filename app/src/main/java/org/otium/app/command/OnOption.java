package org.otium.app.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code --on}: other machines that do the work. */
final class OnOption {
  static final String NAME = "--on";

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Option(
      names = NAME,
      paramLabel = "CLUSTER",
      description = {
        "Where the work is done: spark://host:7077, local[2] (Spark in this process),",
        "or a plugin of the kind cluster with settings in braces."
      })
  private @Nullable String cluster;

  OnOption() {}

  /** What a command was given, if it was and takes it. */
  static Optional<String> of(CommandSpec spec) {
    OptionSpec option = spec.findOption(NAME);
    return Optional.ofNullable(option).map(found -> found.<String>getValue());
  }
}
