package org.example.tensors;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.models.TensorDevice;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

/** The gradient is that of the value, and moving everything together changes nothing. */
class WhitenTest extends FunctionalContract {
  @Override
  protected Functional functional() {
    return new WhitenProvider()
        .create(
            new WhitenSettings(1, TensorDevice.CPU), Compute.withoutLinearAlgebra(1, 1L << 30));
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(1, 2, 6, 3, 1);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(functional());
  }
}
