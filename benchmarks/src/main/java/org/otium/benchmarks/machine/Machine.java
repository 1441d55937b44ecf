package org.otium.benchmarks.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that benchmarks run on. */
public final class Machine {
  private Machine() {}

  /**
   * Processor, memory, system and Java.
   *
   * @return in a line
   * @throws IOException if the system does not tell
   */
  public static String describe() throws IOException {
    String processor = System.getProperty("os.arch");
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      processor =
          Files.readAllLines(info).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(processor);
    }
    double gib = system().getTotalMemorySize() / (double) (1L << 30);
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB of memory, %s, Java %s",
        processor,
        Runtime.getRuntime().availableProcessors(),
        gib,
        System.getProperty("os.name"),
        Runtime.version().feature());
  }

  /**
   * How many processes wanted a core in the last minute.
   *
   * @return the load average, negative where the system does not tell
   */
  public static double load() {
    return system().getSystemLoadAverage();
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }
}
