package org.otium.functionals;

import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

/** Exact transport at both levels: smooth as long as a small step does not change the plan. */
class ExactOtddFunctionalTest extends FunctionalContract {
  @Override
  protected Functional functional() {
    return OtddFunctionalTest.otdd(
        Samples.clouds(2, 2, 7, 3, 3), Parts.exact(), Parts.wasserstein(Parts.exact()), true, true);
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(1, 3, 6, 3, 2);
  }

  @Override
  protected double differenceStep() {
    return 2e-4;
  }
}
