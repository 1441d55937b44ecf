package org.otium.app.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a person watches. */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Whether standard error is a terminal whose last line can be rewritten. */
  static boolean isInteractive() {
    String kind = System.getenv("TERM");
    if ("dumb".equals(kind) || System.getenv("CI") != null) {
      return false;
    }
    if (Files.isSymbolicLink(STANDARD_ERROR)) {
      try {
        String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
