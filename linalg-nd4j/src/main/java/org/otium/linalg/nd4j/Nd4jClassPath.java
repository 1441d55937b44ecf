package org.otium.linalg.nd4j;

import java.util.List;
import java.util.Locale;
import org.otium.spi.Availability;

/** The class path underneath this module, on which ND4J lies. */
final class Nd4jClassPath {
  private final ClassLoader loader;
  private final String platform;

  /**
   * Any class path.
   *
   * @param loader finds its classes
   * @param platform a platform as ND4J names it, such as {@code linux-x86_64}
   */
  Nd4jClassPath(ClassLoader loader, String platform) {
    this.loader = loader;
    this.platform = platform;
  }

  static Nd4jClassPath ofThisModule() {
    return new Nd4jClassPath(
        Nd4jClassPath.class.getClassLoader(),
        platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
  }

  /** The name that ND4J gives to an operating system and processor. */
  static String platform(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os;
    return switch (arch) {
      case "amd64", "x86_64" -> system + "-x86_64";
      case "aarch64", "arm64" -> system + "-arm64";
      default -> system + "-" + arch;
    };
  }

  /** Whether everything that ND4J needs is there. */
  Availability check() {
    if (ModuleLayer.boot().findModule("jdk.unsupported").isEmpty()) {
      return Availability.no(
          "ND4J needs the module jdk.unsupported: start with --add-modules jdk.unsupported");
    }
    for (String type : List.of("org.nd4j.linalg.factory.Nd4j", "org.bytedeco.javacpp.Loader")) {
      Class<?> found;
      try {
        found = Class.forName(type, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        return Availability.no("the class " + type + " is not on the plugin's class path");
      }
      // JavaCPP can only load libraries for classes of its own loader, without opening java.lang.
      if (found.getModule().isNamed()) {
        return Availability.no(
            "the module "
                + found.getModule().getName()
                + " of the program hides the plugin's own "
                + type);
      }
    }
    for (String folder :
        List.of("org/nd4j/linalg/cpu/nativecpu/bindings/", "org/bytedeco/openblas/")) {
      if (loader.getResource(folder + platform + "/" + library(folder)) == null) {
        return Availability.no("no native libraries for " + platform + " in " + folder);
      }
    }
    return Availability.yes();
  }

  private String library(String folder) {
    String name = folder.startsWith("org/nd4j") ? "jnind4jcpu" : "jniopenblas";
    return platform.startsWith("windows")
        ? name + ".dll"
        : platform.startsWith("macosx") ? "lib" + name + ".dylib" : "lib" + name + ".so";
  }

  /** Lets this module use the class path, whichever loader above its own that is. */
  static void makeReadable() {
    Module module = Nd4jClassPath.class.getModule();
    for (ClassLoader at = Nd4jClassPath.class.getClassLoader(); at != null; at = at.getParent()) {
      module.addReads(at.getUnnamedModule());
    }
  }
}
