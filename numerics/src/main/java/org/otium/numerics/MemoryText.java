package org.otium.numerics;

import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class MemoryText {
  private MemoryText() {}

  /**
   * A number of bytes in the unit that suits it.
   *
   * @param bytes not negative
   * @return for instance {@code 40.0 GB}
   */
  public static String of(long bytes) {
    if (bytes < 1_000_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
