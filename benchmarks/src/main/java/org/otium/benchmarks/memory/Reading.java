package org.otium.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a process held at some time.
 *
 * @param seconds since it was started
 * @param resident the bytes of it that lie in memory
 * @param most the most that it ever had there
 */
record Reading(double seconds, long resident, long most) {
  static final String HEAD = "seconds,resident-mib,most-mib";

  private static final double MIB = 1 << 20;

  /** Reads what Linux tells of a process; nothing if it has ended. */
  static Optional<Reading> of(long pid, double seconds) throws IOException {
    try {
      long resident = 0;
      long most = 0;
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          resident = kibibytes(line);
        } else if (line.startsWith("VmHWM:")) {
          most = kibibytes(line);
        }
      }
      return resident == 0 ? Optional.empty() : Optional.of(new Reading(seconds, resident, most));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
  }

  double residentMebibytes() {
    return resident / MIB;
  }

  double minutes() {
    return seconds / 60;
  }

  String row() {
    return String.format(Locale.ROOT, "%.0f,%.1f,%.1f", seconds, residentMebibytes(), most / MIB);
  }
}
