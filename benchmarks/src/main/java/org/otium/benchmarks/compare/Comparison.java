package org.otium.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;

/**
 * Runs the work through Otium and through the other side, in turns: each in a process of its own
 * that has read the same files and is warm.
 */
final class Comparison {
  /** A side is warm after so many seconds of work or so many runs. */
  private static final double WARM_SECONDS = 4;

  private static final int WARM_RUNS = 20;

  /**
   * A side whose runs are shorter works for so long before each of its turns. Threads that slept
   * while the other side had its turn are woken on one core, and a run of some 20 ms is over before
   * they are spread.
   */
  static final double SETTLING_SECONDS = 0.1;

  /** After so many seconds of timed runs three of each side are enough. */
  private static final double LONG_SECONDS = 60;

  private static final int LEAST_RUNS = 3;

  private final Options options;
  private final Path folder;
  private final PrintStream progress;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final Compute compute =
      new Compute(
          new OpenBlasLinearAlgebra(threads), threads, Runtime.getRuntime().maxMemory() / 2);
  private final Map<Integer, Path> inputs = new HashMap<>();
  private final Map<Integer, Accuracy.Exact> exact = new HashMap<>();

  Comparison(Options options, Path folder, PrintStream progress) {
    this.options = options;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Both sides of a piece of work.
   *
   * @param size samples of each dataset
   * @param otium Otium's side
   * @param peer the other side, if it can run here
   * @param otiumAccuracy errors of Otium; empty if there is no reference
   * @param peerAccuracy errors of the other side
   */
  record Row(
      int size,
      Measurement otium,
      Optional<Measurement> peer,
      Accuracy otiumAccuracy,
      Accuracy peerAccuracy) {}

  Map<Work, Row> run() throws IOException {
    Map<Work, Row> rows = new EnumMap<>(Work.class);
    for (Work work : options.works()) {
      progress.println(work.label() + " ...");
      rows.put(work, compare(work));
    }
    return rows;
  }

  private Row compare(Work work) throws IOException {
    int size = options.quick() ? work.quickSize : work.fullSize;
    Path input = inputs(work, size);
    Path otiumFiles = Files.createDirectories(folder.resolve(work.label() + "/otium"));
    Path peerFiles = Files.createDirectories(folder.resolve(work.label() + "/peer"));
    Path referenceFiles = Files.createDirectories(folder.resolve(work.label() + "/reference"));
    boolean withPeer = work.hasPeer() && options.python().isPresent();
    Measurement mine;
    Measurement theirs = null;
    try (Side otium = new Side("Otium", otiumCommand(work, input, otiumFiles));
        Closing other = new Closing()) {
      if (withPeer) {
        other.side = new Side(work.peer, peerCommand(work, input, peerFiles));
      }
      alternate(otium, other.side);
      mine = otium.finish();
      if (other.side != null) {
        theirs = other.side.finish();
      }
    }
    if (work.hasPeerReference() && options.python().isPresent()) {
      List<String> command = peerCommand(work, input, referenceFiles);
      command.add("reference");
      await(command);
    }
    Inputs data = Inputs.read(input);
    Accuracy ofMine = new Accuracy(Map.of());
    Accuracy ofTheirs = new Accuracy(Map.of());
    switch (work) {
      case DIVERGENCE_GRADIENT, ENTROPIC_VALUE -> {
        Accuracy.Exact truth = exact.get(size);
        if (truth == null) {
          truth = Accuracy.Exact.of(data, compute);
          exact.put(size, truth);
        }
        ofMine = Accuracy.ofEntropic(truth, mine, otiumFiles);
        if (theirs != null) {
          ofTheirs = Accuracy.ofEntropic(truth, theirs, peerFiles);
        }
      }
      case EXACT -> {
        double cost = Accuracy.exactCost(data, otiumFiles);
        if (theirs != null) {
          double other = Accuracy.exactCost(data, peerFiles);
          ofMine = Accuracy.ofCost(cost, Math.min(cost, other));
          ofTheirs = Accuracy.ofCost(other, Math.min(cost, other));
        }
      }
      case GAUSSIAN_LABELS,
          EXACT_LABELS,
          SLICED_PAIRS,
          BARYCENTRIC_MAP,
          GEODESIC_WEIGHTS,
          WOW_STEP_200,
          WOW_STEP_500,
          WOW_RINGS -> {
        if (theirs != null) {
          ofMine = Accuracy.ofArrays(otiumFiles, referenceFiles);
          ofTheirs = Accuracy.ofArrays(peerFiles, referenceFiles);
        }
      }
      case BATCHED_MAP, FLOW_STEP -> {}
    }
    return new Row(size, mine, Optional.ofNullable(theirs), ofMine, ofTheirs);
  }

  private Path inputs(Work work, int size) throws IOException {
    if (work == Work.WOW_RINGS) {
      Path rings = folder.resolve("inputs-rings");
      Inputs.writeRings(rings);
      return rings;
    }
    Path input = inputs.get(size);
    if (input == null) {
      input = folder.resolve("inputs-" + size);
      Inputs.write(Inputs.Origin.of(options.data()), options.data(), size, input);
      inputs.put(size, input);
    }
    return input;
  }

  private void alternate(Side otium, @Nullable Side peer) throws IOException {
    double warm = options.quick() ? 1 : WARM_SECONDS;
    List<Side> sides = peer == null ? List.of(otium) : List.of(otium, peer);
    for (Side side : sides) {
      while (!side.isWarm(warm, WARM_RUNS)) {
        side.warmUp();
      }
    }
    long start = System.nanoTime();
    for (int round = 0; round < options.repeats(); round++) {
      boolean isLong = (System.nanoTime() - start) / 1e9 > LONG_SECONDS;
      if (isLong && round >= LEAST_RUNS) {
        break;
      }
      for (Side side : sides) {
        side.settle(SETTLING_SECONDS);
        side.timedRun();
      }
    }
  }

  /** A side that may not be there. */
  private static final class Closing implements AutoCloseable {
    @Nullable Side side;

    @Override
    public void close() throws IOException {
      if (side != null) {
        side.close();
      }
    }
  }

  private List<String> otiumCommand(Work work, Path input, Path output) {
    List<String> command = java(OtiumWorker.class, work.options());
    command.addAll(arguments(work, input, output));
    return command;
  }

  /** Runs another program of this class path in a JVM like this one. */
  static List<String> java(Class<?> program) {
    return java(program, List.of());
  }

  /** The same with more options for the virtual machine. */
  private static List<String> java(Class<?> program, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    return command;
  }

  private List<String> peerCommand(Work work, Path input, Path output) {
    List<String> command = new ArrayList<>();
    command.add(options.python().orElseThrow());
    command.add(options.peer().toString());
    command.addAll(arguments(work, input, output));
    return command;
  }

  private List<String> arguments(Work work, Path input, Path output) {
    return List.of(work.label(), input.toString(), output.toString(), Integer.toString(threads));
  }

  private static void await(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("the reference could not be computed; its messages are above");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
