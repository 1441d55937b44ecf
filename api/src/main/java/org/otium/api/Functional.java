package org.otium.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F(ρ), a function of labelled datasets that can be descended. Immutable; what it wants remembered
 * from one evaluation to the next travels in {@link FlowState#warmStart()}.
 */
public interface Functional {
  /**
   * The value and the Wasserstein gradient at a state.
   *
   * @param state the particles
   * @return F(ρ) and ∇_W F(ρ)
   * @throws InvalidInputException if the particles do not fit the functional, for instance in
   *     dimension
   */
  Evaluation evaluate(FlowState state);

  /**
   * Whether equal particles may have another value at another step, because each step sees random
   * directions or samples of its own. No step can be found by trial then, as trials of the next
   * step are compared with this one.
   *
   * @return true where the step of a state changes the value
   */
  default boolean variesFromStepToStep() {
    return false;
  }

  /**
   * What an evaluation gives.
   *
   * @param value F(ρ)
   * @param gradient the Wasserstein gradient ∇_W F(ρ)(x_i) = (1/m_i)·∂F/∂x_i, n×d; zero where m_i =
   *     0
   * @param labelGradient the same for the label distributions, where they are variables of their
   *     own and F depends on them: means and roots of (1/w_j)·∂F/∂(m_j, L_j), w_j the mass that
   *     carries label j; zero where w_j = 0
   * @param diffusion D ≥ 0: besides, the law diffuses, ∂ρ/∂t = … + D·Δρ, which a dynamics adds as
   *     the noise √(2Dτ)·ξ of a step of size τ (DD §5, internal energy)
   * @param parts the terms that the value is made of, by name
   * @param warmStart what to hand back at the next evaluation
   * @param warnings what the reader should know, for instance that a solver did not converge
   */
  record Evaluation(
      double value,
      Matrix gradient,
      Optional<GaussianFamily> labelGradient,
      double diffusion,
      Map<String, Double> parts,
      NamedArrays warmStart,
      List<String> warnings) {
    /** Copies the parts, in their order, and the warnings. */
    public Evaluation {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
      warnings = List.copyOf(warnings);
    }

    /**
     * The evaluation of a functional of the features and class ids alone, without diffusion.
     *
     * @param value F(ρ)
     * @param gradient the Wasserstein gradient, n×d
     * @param parts the terms that the value is made of, by name
     * @param warmStart what to hand back at the next evaluation
     * @param warnings what the reader should know
     */
    public Evaluation(
        double value,
        Matrix gradient,
        Map<String, Double> parts,
        NamedArrays warmStart,
        List<String> warnings) {
      this(value, gradient, Optional.empty(), 0, parts, warmStart, warnings);
    }
  }
}
