package org.otium.models.torch;

import static java.lang.System.Logger.Level.WARNING;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.models.TensorDevice;
import org.otium.numerics.ParallelLoop;
import org.otium.spi.Availability;

/**
 * PyTorch, started when it is first needed and never stopped. What is made with it lives in scopes:
 * closing a scope frees the native memory of all tensors in it.
 */
public final class Torch {
  private static final System.Logger LOG = System.getLogger("org.otium.models");
  private static final Duration SHORT_START = Duration.ofSeconds(3);
  private static final String SLOW_START =
      "Starting PyTorch, once for this command; on a slow or busy machine that takes a while.";
  private static @Nullable Engine started;

  private final Engine engine;
  private final Device device;
  private final int threads;

  private Torch(Engine engine, Device device, int threads) {
    this.engine = engine;
    this.device = device;
    this.threads = threads;
  }

  /**
   * PyTorch on a device. The first call in a program takes a second, and the first one on a machine
   * also unpacks the native library. Users are told of that, and where the start takes longer.
   *
   * @param wanted where to compute
   * @param compute how many threads it may use
   * @return PyTorch
   * @throws OtiumException if the native library is missing or cannot be loaded
   * @throws InvalidInputException if a graphics card is asked for and there is none
   */
  public static Torch start(TensorDevice wanted, Compute compute) {
    Engine engine = engine();
    JniUtils.setNumThreads(compute.threads());
    return new Torch(engine, choose(wanted, cards(engine)), compute.threads());
  }

  /**
   * Refuses a graphics card that is asked for and is not there, before any work is done. Starts
   * nothing where none is asked for.
   *
   * @param wanted where to compute
   * @throws OtiumException if the native library is missing or cannot be loaded
   * @throws InvalidInputException if a graphics card is asked for and there is none
   */
  public static void check(TensorDevice wanted) {
    if (wanted == TensorDevice.GPU) {
      choose(wanted, cards(engine()));
    }
  }

  /**
   * Where was computed so far.
   *
   * @param wanted where to compute
   * @return {@code cpu} or the name of a graphics card; empty if PyTorch was not started
   */
  public static Optional<String> used(TensorDevice wanted) {
    return running().map(engine -> name(choose(wanted, cards(engine))));
  }

  private static synchronized Optional<Engine> running() {
    return Optional.ofNullable(started);
  }

  private static int cards(Engine engine) {
    return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
  }

  private static String name(Device device) {
    return device.isGpu() ? GraphicsCards.name() : "cpu";
  }

  /** Where to compute, on a machine where PyTorch can use so many graphics cards. */
  static Device choose(TensorDevice wanted, int cards) {
    if (wanted == TensorDevice.GPU && cards == 0) {
      throw new InvalidInputException(
          "PyTorch sees no graphics card here",
          "Say --device cpu or auto, or set 'device' so; for a card, PyTorch's libraries for CUDA have to lie in the"
              + " plugin folder or in PYTORCH_LIBRARY_PATH.");
    }
    return cards > 0 && wanted != TensorDevice.CPU ? Device.gpu() : Device.cpu();
  }

  /**
   * Makes a network that learns on all threads.
   *
   * @param numbers what it learns
   * @param rows about how many samples of a step go through it at a time; more than a step has for
   *     all of them
   * @param build puts the network together
   * @param <N> the network
   * @return the network
   */
  public <N> Shards<N> shards(Parameters numbers, int rows, Function<Parameters, N> build) {
    return new Shards<>(this, numbers, rows, build);
  }

  /**
   * Goes through rows, some at a time and these on any thread, where no derivatives are wanted.
   * What is computed does not depend on the number of threads.
   *
   * @param scope where the tensors of networks live
   * @param n how many rows
   * @param grain how many at a time
   * @param body what to do with them, in a scope that is closed afterwards
   */
  public void overRows(NDManager scope, int n, int grain, OnRows body) {
    eachAlone(
        (n + grain - 1) / grain,
        k ->
            Autograd.withoutDerivatives(
                () -> {
                  try (NDManager step = scope.newSubManager()) {
                    body.run(k * grain, Math.min(n, (k + 1) * grain), step);
                  }
                  return k;
                }));
  }

  /** What is done with some rows. */
  @FunctionalInterface
  public interface OnRows {
    /**
     * Does it.
     *
     * @param from the first row
     * @param to one after the last
     * @param step a scope for tensors of these rows
     */
    void run(int from, int to, NDManager step);
  }

  /**
   * Does several things, side by side where there are threads, each on one thread alone: PyTorch's
   * own threads would share out every single operation, wait for each other after it and sum in
   * another order.
   *
   * @param count how many
   * @param task does the one of a number from zero
   */
  public void eachAlone(int count, IntConsumer task) {
    ParallelLoop.run(
        threads(),
        0,
        count,
        1,
        (from, to) -> {
          JniUtils.setNumThreads(1);
          for (int k = from; k < to; k++) {
            task.accept(k);
          }
        });
  }

  /**
   * How many things are done side by side.
   *
   * @return one on a graphics card, threads elsewhere
   */
  public int threads() {
    return isCard() ? 1 : threads;
  }

  /** Whether this is a graphics card, which shares out every operation by itself. */
  boolean isCard() {
    return device.isGpu();
  }

  private static synchronized Engine engine() {
    if (started != null) {
      return started;
    }
    TorchClassPath classPath = TorchClassPath.ofThisModule();
    Availability available = classPath.check();
    if (!available.isAvailable()) {
      throw unavailable(available.reason());
    }
    TorchClassPath.makeReadable();
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(Engine.class.getClassLoader()); // where DJL finds its engines
      checkLibraries(classPath);
      LOG.log(System.Logger.Level.DEBUG, "Starting PyTorch");
      try (LongWait _ = LongWait.over(SHORT_START, () -> LOG.log(WARNING, SLOW_START))) {
        started = Engine.getEngine("PyTorch");
      }
      // When the program ends, PyTorch takes its own ground away from under what still computes.
      closeAtTheEnd();
      return started;
    } catch (OtiumException | CancellationException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw unavailable(why(rootOf(e)));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void closeAtTheEnd() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(Autograd::close, "otium-torch-end"));
    } catch (IllegalStateException e) {
      CancellationException ending = new CancellationException("the program is ending");
      ending.initCause(e);
      throw ending;
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Before anything of it is loaded, which a process does not survive where it is damaged. */
  private static void checkLibraries(TorchClassPath classPath) {
    try {
      Optional<Path> own = TorchClassPath.ownFolder();
      if (own.isPresent()) {
        NativeLibraries.requireWhole(own.get());
      } else {
        classPath.libraries(Utils.getEngineCacheDir("pytorch")).mend();
      }
    } catch (IOException e) {
      throw unavailable("its libraries cannot be read: " + e.getMessage());
    }
  }

  private static OtiumException unavailable(String reason) {
    return new OtiumException(
        "PyTorch cannot be used here: " + reason,
        "Networks need it, nothing else does: choose a plugin without it, such as linear-probe.");
  }

  /** The dynamic linker's words, and what they mean. */
  static String why(String message) {
    if (message.contains("GLIBC_") || message.contains("GLIBCXX_")) {
      return "its libraries need a newer system (" + message + ")";
    }
    return message.contains("cannot open shared object file")
        ? "a library that it needs is not on this system (" + message + ")"
        : message;
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.lines().findFirst().orElse(root.getClass().getSimpleName());
  }

  /**
   * A scope for tensors on this device, to be closed by the caller.
   *
   * @return a manager without tensors
   */
  public NDManager scope() {
    return engine.newBaseManager(device);
  }

  /**
   * Where it computes.
   *
   * @return {@code cpu} or the name of a graphics card
   */
  public String device() {
    return name(device);
  }
}
