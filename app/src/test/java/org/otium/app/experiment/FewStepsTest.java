package org.otium.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FewStepsTest {
  private static final Map<String, Object> NETWORK =
      Map.of(
          "name",
          "lenet5",
          "epochs",
          2,
          "fine-tune-epochs",
          60,
          "fewest-steps",
          200,
          "batch",
          64,
          "held-out",
          0.1);

  @Test
  void epochsThatAreMoreThanAskedAreTold() {
    // 700 samples without the 70 that are held out are 10 batches.
    assertEquals(
        Optional.of(
            "lenet5 sees 700 samples 20 times, though epochs is 2, because fewest-steps is 200;"
                + " with 1 it sees them 2 times"),
        FewSteps.note(NETWORK, 700, FewSteps.EPOCHS));
  }

  @Test
  void whatIsAsAskedIsNotTold() {
    assertEquals(Optional.empty(), FewSteps.note(NETWORK, 700, FewSteps.FINE_TUNING));
    assertEquals(Optional.empty(), FewSteps.note(NETWORK, 10_000, FewSteps.EPOCHS));
    assertEquals(Optional.empty(), FewSteps.note(Map.of("name", "k-nn"), 7, FewSteps.EPOCHS));
    assertEquals(Optional.empty(), FewSteps.note(null, 7, FewSteps.EPOCHS));
  }
}
