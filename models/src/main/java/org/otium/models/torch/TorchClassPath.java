package org.otium.models.torch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.otium.spi.Availability;

/** The class path underneath this module, on which DJL and PyTorch lie. */
public final class TorchClassPath {
  private final ClassLoader loader;
  private final String platform;

  /**
   * Any class path.
   *
   * @param loader finds its classes
   * @param platform a platform as DJL names it, such as {@code linux-x86_64}
   */
  TorchClassPath(ClassLoader loader, String platform) {
    this.loader = loader;
    this.platform = platform;
  }

  /**
   * The class path of the plugin folder.
   *
   * @return what this module sees
   */
  public static TorchClassPath ofThisModule() {
    return new TorchClassPath(
        TorchClassPath.class.getClassLoader(),
        platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
  }

  /** The name that DJL gives to an operating system and processor. */
  static String platform(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "osx" : os.startsWith("windows") ? "win" : os;
    return switch (arch) {
      case "amd64", "x86_64" -> system + "-x86_64";
      case "aarch64", "arm64" -> system + "-aarch64";
      default -> system + "-" + arch;
    };
  }

  /**
   * Whether everything that PyTorch needs is there; loads nothing.
   *
   * @return yes, or what is missing
   */
  public Availability check() {
    for (String type : List.of("ai.djl.engine.Engine", "ai.djl.pytorch.engine.PtEngine")) {
      try {
        Class.forName(type, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        return Availability.no("the class " + type + " is not on the plugin's class path");
      }
    }
    if (hasMusl()) {
      return Availability.no("PyTorch needs glibc, and this system has musl");
    }
    String own = own();
    if (!own.isEmpty()) {
      return ownFolder().isPresent()
          ? Availability.yes()
          : Availability.no(
              "PYTORCH_LIBRARY_PATH is '"
                  + own
                  + "', where there is no "
                  + System.mapLibraryName("torch")
                  + "; name the folder that has it, or leave the variable out");
    }
    if (loader.getResource("native/lib/pytorch.properties") == null
        || !(hasLibrary("pytorch/cpu/", "torch_cpu") || hasLibrary("pytorch/cu128/", "torch"))) {
      return Availability.no(
          unreadable()
              .map(jar -> "'" + jar + "' is damaged; unpack the distribution again")
              .orElse(
                  "no native library of PyTorch for "
                      + platform
                      + " is in the plugin folder; put that of a distribution for this platform"
                      + " there"));
    }
    return Availability.yes();
  }

  /** A jar of PyTorch that is there and cannot be opened, which class loaders pass over. */
  private Optional<Path> unreadable() {
    for (ClassLoader at = loader; at != null; at = at.getParent()) {
      for (URL address : at instanceof URLClassLoader jars ? jars.getURLs() : new URL[0]) {
        if (address.getPath().matches(".*/pytorch-[^/]*\\.jar")
            && "file".equals(address.getProtocol())) {
          Path jar = Path.of(URI.create(address.toExternalForm()));
          if (Files.isRegularFile(jar) && !opens(jar)) {
            return Optional.of(jar);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean opens(Path jar) {
    try (JarFile _ = new JarFile(jar.toFile())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Where the user has a PyTorch; empty where that of the plugin folder is used. */
  private static String own() {
    String set = System.getenv("PYTORCH_LIBRARY_PATH");
    String own = set == null || set.isEmpty() ? System.getProperty("PYTORCH_LIBRARY_PATH") : set;
    return own == null ? "" : own;
  }

  /**
   * The PyTorch of the user's own.
   *
   * @return the folder of its libraries; empty if none is named, or none lies where it is said to
   */
  static Optional<Path> ownFolder() {
    String library = System.mapLibraryName("torch");
    for (String part : own().split(File.pathSeparator, -1)) {
      if (!part.isBlank()) {
        Path path = Path.of(part);
        if (Files.isRegularFile(path.resolve(library))) {
          return Optional.of(path);
        }
        if (path.endsWith(library) && Files.isRegularFile(path)) {
          return Optional.ofNullable(path.toAbsolutePath().getParent());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether this very process runs on the other C library of Linux. */
  private static boolean hasMusl() {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.isReadable(maps)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains("/ld-musl-"));
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  /** What this module sees, and what it is called. */
  NativeLibraries libraries(Path cache) throws IOException {
    return NativeLibraries.of(loader, platform, cache);
  }

  private boolean hasLibrary(String folder, String name) {
    String file =
        platform.startsWith("win")
            ? name + ".dll"
            : platform.startsWith("osx") ? "lib" + name + ".dylib" : "lib" + name + ".so";
    return loader.getResource(folder + platform + "/" + file) != null
        || loader.getResource(folder + platform + "/" + file + ".gz") != null;
  }

  /**
   * Lets a module use the class path, whichever loader above its own that is. Called once before
   * anything of DJL is touched.
   */
  static void makeReadable() {
    Module module = TorchClassPath.class.getModule();
    for (ClassLoader at = TorchClassPath.class.getClassLoader(); at != null; at = at.getParent()) {
      module.addReads(at.getUnnamedModule());
    }
  }
}
