package org.otium.numerics;

import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.spi.LinearAlgebraProvider;

/** Offers {@link JavaLinearAlgebra} under the name {@code java}. */
public final class JavaLinearAlgebraProvider
    implements LinearAlgebraProvider<JavaLinearAlgebraProvider.Settings> {
  /** It has nothing to set: the number of threads is the machine's, decided by the program. */
  public record Settings() {}

  /** For the service loader. */
  public JavaLinearAlgebraProvider() {}

  @Override
  public String name() {
    return "java";
  }

  @Override
  public String summary() {
    return "Pure Java: SIMD products on all threads, decompositions by ojAlgo; works everywhere";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public LinearAlgebra create(Settings settings, Compute compute) {
    return new JavaLinearAlgebra(compute.threads());
  }
}
