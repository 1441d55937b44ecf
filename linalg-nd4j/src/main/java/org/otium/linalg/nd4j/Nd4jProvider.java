package org.otium.linalg.nd4j;

import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;
import org.otium.spi.Availability;
import org.otium.spi.LinearAlgebraProvider;

/** Offers {@link Nd4jLinearAlgebra} under the name {@code nd4j}. */
public final class Nd4jProvider implements LinearAlgebraProvider<Nd4jSettings> {
  /** Makes the provider; touches nothing of ND4J. */
  public Nd4jProvider() {}

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public String summary() {
    return "Matrix products and decompositions by ND4J, with OpenBLAS underneath.";
  }

  @Override
  public Class<Nd4jSettings> settings() {
    return Nd4jSettings.class;
  }

  @Override
  public LinearAlgebra create(Nd4jSettings settings, Compute compute) {
    return Nd4jLinearAlgebra.open(compute.threads());
  }

  /**
   * Looks for ND4J's classes and for its native libraries for this platform, and loads neither.
   *
   * @return yes, or what is missing
   */
  @Override
  public Availability available() {
    return Nd4jClassPath.ofThisModule().check();
  }
}
