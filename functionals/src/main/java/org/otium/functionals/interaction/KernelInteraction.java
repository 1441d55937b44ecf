package org.otium.functionals.interaction;

import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;

/**
 * The interaction energy of W(z, z') = c·k(‖x − x'‖) over some pairs of classes, k a Gaussian
 * exp(−r²/(2σ²)) or a Riesz kernel −r^p, 0 &lt; p ≤ 2 (the kernel of the energy distance for p =
 * 1). With c &gt; 0 both repel. The Riesz energy has no lower bound unless something holds the
 * samples together; where two samples coincide, its part of the gradient is zero.
 */
public final class KernelInteraction implements Functional {
  private final RadialInteraction interaction;

  /**
   * Makes the functional.
   *
   * @param settings the kernel and the pairs
   * @param compute linear algebra, threads and memory
   */
  public KernelInteraction(KernelInteractionSettings settings, Compute compute) {
    RadialKernel kernel =
        switch (settings.kernel()) {
          case GAUSSIAN -> new RadialKernel.Gaussian(settings.bandwidth());
          case RIESZ -> new RadialKernel.Riesz(settings.exponent());
        };
    this.interaction =
        new RadialInteraction(kernel, settings.pairs(), settings.strength(), compute);
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    return interaction.evaluate(state);
  }
}
