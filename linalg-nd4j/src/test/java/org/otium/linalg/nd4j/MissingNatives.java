package org.otium.linalg.nd4j;

import org.junit.jupiter.api.Assumptions;
import org.otium.spi.Availability;

/** Tests of ND4J are skipped, and say so, where it has no native libraries. */
final class MissingNatives {
  private MissingNatives() {}

  static void skip() {
    Availability availability = new Nd4jProvider().available();
    Assumptions.assumeTrue(availability.isAvailable(), availability.reason());
  }
}
