package org.otium.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * What an evaluation gives.
   *
   * @param value F(ρ)
   * @param gradient the Wasserstein gradient ∇_W F(ρ)(x_i) = (1/m_i)·∂F/∂x_i, n×d; zero where m_i =
   *     0
   * @param parts the terms that the value is made of, by name
   * @param warmStart what to hand back at the next evaluation
   * @param warnings what the reader should know, for instance that a solver did not converge
   */
  record Evaluation(
      double value,
      Matrix gradient,
      Map<String, Double> parts,
      NamedArrays warmStart,
      List<String> warnings) {
    /** Copies the parts, in their order, and the warnings. */
    public Evaluation {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
      warnings = List.copyOf(warnings);
    }
  }
}
