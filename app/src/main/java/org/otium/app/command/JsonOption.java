package org.otium.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code --json}: the result as one JSON document on standard output, with nothing beside it. */
public final class JsonOption {
  private static final String NAME = "--json";

  @Option(names = NAME, description = "Print the result as JSON.")
  private boolean json;

  /** Not asked for. */
  public JsonOption() {}

  /**
   * Whether it was asked for.
   *
   * @return true if it was
   */
  public boolean isAsked() {
    return json;
  }

  /** Whether a command was asked for it, if it can be. */
  static boolean isAsked(CommandSpec spec) {
    OptionSpec option = spec.findOption(NAME);
    return option != null && Boolean.TRUE.equals(option.getValue());
  }
}
