package org.otium.models.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.models.TensorDevice;
import org.otium.spi.Availability;

/**
 * PyTorch, started when it is first needed and never stopped. What is made with it lives in scopes:
 * closing a scope frees the native memory of all tensors in it.
 */
public final class Torch {
  private static final System.Logger LOG = System.getLogger("org.otium.models");
  private static @Nullable Engine started;

  /** Below this many learned numbers, threads wait for each other longer than they work. */
  private static final long SMALL = 2_000_000;

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
   * also unpacks the native library, which users are told.
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
   * Chooses how many threads to use for a network: one for a small one, whose results then do not
   * depend on the threads of the machine, and all for others. Where other programs use the same
   * processor, threads that wait for each other in every layer of a small network take many times
   * as long as one.
   *
   * @param network the numbers of the network
   */
  public void useThreadsFor(Parameters network) {
    JniUtils.setNumThreads(network.count() < SMALL ? 1 : threads);
  }

  /**
   * Uses one thread from now on, whatever the network: what is learned then does not depend on the
   * threads of the machine, and threads do not wait for each other where others compute as well.
   */
  public void useOneThread() {
    JniUtils.setNumThreads(1);
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
      started = Engine.getEngine("PyTorch");
      // When the program ends, PyTorch takes its own ground away from under what still computes.
      Runtime.getRuntime().addShutdownHook(new Thread(Autograd::close, "otium-torch-end"));
      return started;
    } catch (OtiumException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw unavailable(why(rootOf(e)));
    } finally {
      thread.setContextClassLoader(before);
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
