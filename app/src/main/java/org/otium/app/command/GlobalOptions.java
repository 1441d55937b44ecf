package org.otium.app.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.DataFolders;
import org.otium.app.machine.Machine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has. */
@Singleton
public final class GlobalOptions {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kmgt]?)(?:i?b)?");
  private static final String UNITS = "kmgt";
  private static final String DATA_VARIABLE = "OTIUM_DATA";

  @Option(
      names = "--threads",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "How many threads to use; all processors by default.")
  private @Nullable Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      scope = ScopeType.INHERIT,
      description =
          "How much one large array may take (512m, 2g) before it is computed piece by piece; a fifth of the heap by"
              + " default.")
  private @Nullable String memory;

  @Option(
      names = "--linalg",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description =
          "Linear algebra to use: openblas, java, nd4j, or another plugin of that kind ('otium plugins list"
              + " --kind linear-algebra' shows them). By default the first of openblas, java and then others by"
              + " name that works here and passes its self-check.")
  private @Nullable String linearAlgebra;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      scope = ScopeType.INHERIT,
      completionCandidates = Candidates.Devices.class,
      description =
          "Where networks compute: cpu, gpu (an error where PyTorch sees no graphics card), or auto, which takes a"
              + " card where there is one. What a recipe or --set says of a plugin's own 'device' wins.")
  private @Nullable String device;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "One more folder of plugins; may be repeated.")
  private List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {
        "Where datasets are looked for that do not lie where you stand; there 'mnist-train' finds",
        "mnist-train-images-idx3-ubyte.gz and MNIST/raw/train-images-idx3-ubyte. By default",
        "the environment variable OTIUM_DATA, or the folder 'data'."
      })
  private @Nullable Path data;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more about what is done and why.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  /** Options that were not given. */
  @Inject
  public GlobalOptions() {}

  /**
   * Works with what an earlier run worked with, as far as the user says nothing else: what decides
   * the last digits of a result.
   *
   * @param algebra the name of the linear algebra
   * @param budget how much one large array may take, in bytes
   */
  public void preferring(String algebra, long budget) {
    if (linearAlgebra == null && !algebra.isEmpty()) {
      linearAlgebra = algebra;
    }
    if (memory == null && budget >= 1 << 20 && budget <= Runtime.getRuntime().maxMemory()) {
      memory = Long.toString(budget);
    }
  }

  int threads() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1 || threads > 1024) {
      throw new InvalidInputException(
          "--threads " + threads + " is out of range", "Use 1 to 1024 threads.");
    }
    return threads;
  }

  long memoryBudget() {
    if (memory == null) {
      return Machine.defaultMemoryBudget();
    }
    Matcher size = SIZE.matcher(memory.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new InvalidInputException(
          "--memory '" + memory + "' is no size", "Write it as 512m or 2g.");
    }
    double bytes = Double.parseDouble(size.group(1));
    int unit = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
    bytes *= Math.pow(1024, unit);
    if (bytes < 1 << 20 || bytes > Runtime.getRuntime().maxMemory()) {
      throw new InvalidInputException(
          "--memory '" + memory + "' is out of range",
          "Use at least 1m and at most the heap, "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + "m.");
    }
    return (long) bytes;
  }

  Optional<String> linearAlgebra() {
    return Optional.ofNullable(linearAlgebra);
  }

  /** Where plugins compute that can choose; empty if the user leaves that to each of them. */
  Optional<String> device() {
    if (device != null && !Candidates.Devices.NAMES.contains(device)) {
      throw new InvalidInputException(
          "--device '" + device + "' is no device",
          "Use " + String.join(", ", Candidates.Devices.NAMES) + ".");
    }
    return Optional.ofNullable(device);
  }

  /**
   * The folders of plugins that the user named.
   *
   * @return in the order given
   */
  public List<Path> pluginFolders() {
    return List.copyOf(plugins);
  }

  /** Where datasets are looked for that do not lie where the user stands. */
  DataFolders dataFolders() {
    if (data != null) {
      if (!Files.isDirectory(data)) {
        throw new InvalidInputException(
            "--data '" + data + "' is no folder", "Name the folder that holds your datasets.");
      }
      return new DataFolders(List.of(data));
    }
    String variable = System.getenv(DATA_VARIABLE);
    return new DataFolders(
        List.of(variable == null || variable.isBlank() ? DataFolders.DEFAULT : Path.of(variable)));
  }

  /**
   * Whether more is to be said of what is done and why.
   *
   * @return true if it was asked for
   */
  public boolean verbose() {
    return verbose;
  }

  /**
   * Whether what helps to find a fault is to be shown.
   *
   * @return true if it was asked for
   */
  public boolean debug() {
    return debug;
  }
}
