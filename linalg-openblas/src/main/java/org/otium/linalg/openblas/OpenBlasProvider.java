package org.otium.linalg.openblas;

import java.io.IOException;
import java.io.UncheckedIOException;
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
      return hasResource(platform, library)
          ? Availability.yes()
          : Availability.no("no native OpenBLAS for " + platform + " is installed");
    } catch (RuntimeException | LinkageError e) {
      return Availability.no("the OpenBLAS binding does not work here: " + e);
    }
  }

  static boolean hasResource(String platform, String library) {
    String path = "/org/bytedeco/openblas/" + platform + "/" + library;
    try {
      return Loader.findResource(openblas_nolapack.class, path) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
