package org.otium.linalg.openblas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.spi.Availability;
import org.otium.spi.LinearAlgebraProvider;

/** Offers {@link OpenBlasLinearAlgebra} under the name {@code openblas}. */
public final class OpenBlasProvider implements LinearAlgebraProvider<OpenBlasProvider.Settings> {
  /** It has nothing to set: the number of threads is the machine's, decided by the program. */
  public record Settings() {}

  /** For the service loader. */
  public OpenBlasProvider() {}

  @Override
  public String name() {
    return "openblas";
  }

  @Override
  public String summary() {
    return "OpenBLAS: the fastest products and decompositions, native";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public LinearAlgebra create(Settings settings, Compute compute) {
    return new OpenBlasLinearAlgebra(compute.threads());
  }

  /** Looks for the native library among the resources; unpacks and loads nothing. */
  @Override
  public Availability available() {
    try {
      String platform = Loader.getPlatform();
      String library = System.mapLibraryName("jniopenblas_nolapack");
      return resource(platform, library)
          ? Availability.yes()
          : Availability.no("no native OpenBLAS for " + platform + " was installed");
    } catch (RuntimeException | LinkageError e) {
      return Availability.no("the OpenBLAS binding does not work here: " + e);
    }
  }

  static boolean resource(String platform, String library) {
    String path = "/org/bytedeco/openblas/" + platform + "/" + library;
    return openblas_nolapack.class.getResource(path) != null;
  }
}
