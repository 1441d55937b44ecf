package org.example.gravity;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.InteractionFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code springs}: W(z, z') = k/2·‖x − x'‖² for samples of one class. */
public final class SpringsProvider implements FunctionalProvider<SpringsSettings> {
  /** Called by the service loader. */
  public SpringsProvider() {}

  @Override
  public String name() {
    return "springs";
  }

  @Override
  public String summary() {
    return "A spring between every two samples of one class.";
  }

  @Override
  public Class<SpringsSettings> settings() {
    return SpringsSettings.class;
  }

  @Override
  public Functional create(SpringsSettings settings, Compute compute) {
    // An interaction is its value at one pair of samples and its gradient with respect to the first.
    return new InteractionFunctional(
        (point, classId, other, otherClassId, gradient) -> {
          if (classId != otherClassId) {
            return 0;
          }
          double squared = 0;
          for (int j = 0; j < point.length; j++) {
            double offset = (double) point[j] - other[j];
            squared += offset * offset;
            gradient[j] = (float) (settings.stiffness() * offset);
          }
          return settings.stiffness() / 2 * squared;
        },
        compute.threads());
  }
}
