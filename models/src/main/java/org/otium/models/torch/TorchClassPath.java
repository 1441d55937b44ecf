package org.otium.models.torch;

import java.util.List;
import java.util.Locale;
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
    if (System.getProperty("PYTORCH_LIBRARY_PATH", System.getenv("PYTORCH_LIBRARY_PATH")) != null) {
      return Availability.yes(); // a PyTorch of the user's own
    }
    if (loader.getResource("native/lib/pytorch.properties") == null
        || !(hasLibrary("pytorch/cpu/", "torch_cpu") || hasLibrary("pytorch/cu128/", "torch"))) {
      return Availability.no("no native library of PyTorch for " + platform);
    }
    return Availability.yes();
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
