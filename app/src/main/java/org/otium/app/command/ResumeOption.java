package org.otium.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import picocli.CommandLine.Option;

/** {@code --resume}: the folder of a run that ended early. */
final class ResumeOption {
  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Continue what ended early in this folder.")
  private @Nullable Path resume;

  ResumeOption() {}

  /** The folder, if one was given. */
  Optional<Path> folder() {
    return Optional.ofNullable(resume);
  }

  /**
   * Refuses what would change a run that is continued.
   *
   * @param given what was typed beside {@code --resume}
   * @throws InvalidInputException if anything was
   */
  static void requireAlone(List<String> given) {
    if (!given.isEmpty()) {
      throw new InvalidInputException(
          "--resume continues a run as it was begun, but "
              + String.join(", ", given)
              + " would change it",
          "Leave that out, or start a new run.");
    }
  }
}
