package org.otium.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
}
