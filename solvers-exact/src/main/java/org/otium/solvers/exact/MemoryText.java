package org.otium.solvers.exact;

import java.util.Locale;

/** Numbers of bytes as people read them. */
final class MemoryText {
  private MemoryText() {}

  static String of(long bytes) {
    if (bytes < 1_000_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
