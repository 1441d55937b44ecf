package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SoftmaxRowsTest {
  @Test
  void columnSumsOfAWideCostStayWithinTheirShare() {
    assertTrue(SoftmaxPass.sumsBytes(64, 2_000_000) <= SoftmaxRows.SUMS_BYTES);
    assertTrue(SoftmaxPass.sumsBytes(100_000, 1_000_000) <= SoftmaxRows.SUMS_BYTES);
  }

  @Test
  void ordinaryCostsHaveAsManyChunksAsEver() {
    assertEquals(64, SoftmaxRows.chunks(50_048, 50_000));
    assertEquals(64, SoftmaxRows.chunks(64, 200_000));
  }

  @Test
  void widestCostsStillHaveTwoChunks() {
    assertEquals(2, SoftmaxRows.chunks(64, 200_000_000));
  }
}
