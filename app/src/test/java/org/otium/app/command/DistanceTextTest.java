package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.otium.api.DatasetDistance;

class DistanceTextTest {
  @Test
  void onlyWhatIsTinyBesideItsTermsIsRounding() {
    assertTrue(DistanceText.isRounding(report(-6.7e-9)));
    assertTrue(DistanceText.isRounding(report(-2e-5)));
    assertFalse(DistanceText.isRounding(report(-1e-3)), "an unconverged divergence is not hidden");
    assertFalse(DistanceText.isRounding(report(1e-9)), "what is above zero is shown");
    assertFalse(DistanceText.isRounding(report(0)));
  }

  private static DatasetDistance.Report report(double squared) {
    return new DatasetDistance.Report(
        "OTDD",
        squared,
        "debiased entropic OTDD²",
        0.1,
        new int[] {0},
        new int[] {0},
        new double[][] {{1}},
        new double[0][],
        Map.of("OT(a, b)", 30.5, "OT(a, a)", 30.5, "OT(b, b)", 30.5),
        Map.of(),
        List.of());
  }
}
