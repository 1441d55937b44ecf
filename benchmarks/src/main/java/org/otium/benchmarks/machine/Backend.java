package org.otium.benchmarks.machine;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.linalg.openblas.OpenBlasLinearAlgebra;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.spi.Availability;
import org.otium.spi.LinearAlgebraProvider;

/** A linear algebra to choose from. */
public enum Backend {
  /** OpenBLAS, called without copies. */
  OPENBLAS,
  /** Java with vectors, and no native code. */
  JAVA,
  /** ND4J out of its plugin folder. */
  ND4J;

  /** The system property that names the folder of the plugin. */
  public static final String ND4J_FOLDER = "otium.benchmarks.nd4j";

  private static final String ND4J_PROVIDER = "org.otium.linalg.nd4j.Nd4jProvider";

  /**
   * The name of its plugin.
   *
   * @return in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Why it cannot be used here.
   *
   * @return nothing if it can be
   * @throws IOException if its files cannot be listed
   */
  public Optional<String> obstacle() throws IOException {
    if (this != ND4J) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder().resolve("cp"))) {
      return Optional.of("there is no plugin in " + folder());
    }
    Availability availability = nd4j().available();
    return availability.isAvailable() ? Optional.empty() : Optional.of(availability.reason());
  }

  /**
   * Loads it.
   *
   * @param threads how many it may use
   * @return ready to use
   * @throws IOException if its files cannot be listed
   */
  public LinearAlgebra open(int threads) throws IOException {
    return switch (this) {
      case OPENBLAS -> new OpenBlasLinearAlgebra(threads);
      case JAVA -> new JavaLinearAlgebra(threads);
      case ND4J -> create(nd4j(), threads);
    };
  }

  private static Path folder() {
    return Path.of(System.getProperty(ND4J_FOLDER, "linalg-nd4j/target/plugin/nd4j"));
  }

  private static <S extends Record> LinearAlgebra create(
      LinearAlgebraProvider<S> provider, int threads) {
    try {
      S settings = provider.settings().getConstructor().newInstance();
      return provider.create(settings, Compute.withoutLinearAlgebra(threads, 1 << 20));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LinearAlgebraProvider<?> nd4j() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path place : List.of(folder(), folder().resolve("cp"))) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(place, "*.jar")) {
        for (Path file : files) {
          jars.add(file.toUri().toURL());
        }
      }
    }
    // Stays open: classes of ND4J are loaded as they are needed.
    URLClassLoader loader = new URLClassLoader("nd4j", jars.toArray(URL[]::new), new OtiumOnly());
    try {
      return Class.forName(ND4J_PROVIDER, true, loader)
          .asSubclass(LinearAlgebraProvider.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Of this program only Otium's own classes: its JavaCPP would look for the libraries of ND4J in
   * the wrong place.
   */
  private static final class OtiumOnly extends ClassLoader {
    OtiumOnly() {
      super("otium", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.otium.") && !name.startsWith("org.otium.linalg.")) {
        return Class.forName(name, true, Backend.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
