package org.otium.app.command;

import picocli.CommandLine.Option;

/** {@code --leave-out-damaged}: goes on without files that cannot be read. */
final class LeaveOutOption {
  static final String NAME = "--leave-out-damaged";

  @Option(
      names = NAME,
      description = "Of datasets that are read file by file, leave out damaged files and say so.")
  private boolean leaveOut;

  LeaveOutOption() {}

  /** Whether it was asked for. */
  boolean isAsked() {
    return leaveOut;
  }
}
