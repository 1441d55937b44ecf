package org.otium.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --out}: the folder of a new run, which has a name of its own where none is given. */
final class OutOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the results; otium-${COMMAND-NAME} by default.")
  private @Nullable Path out;

  OutOption() {}

  /** Whether a folder was given. */
  boolean isGiven() {
    return out != null;
  }

  /**
   * Where a new run is written.
   *
   * @param command what is run
   */
  Path folder(String command) {
    return out == null ? NextFree.folder("otium-" + command) : out;
  }
}
