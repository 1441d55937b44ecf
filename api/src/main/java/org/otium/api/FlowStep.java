package org.otium.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured at one step.
 *
 * @param step how many steps had been made when it was measured
 * @param value F(ρ)
 * @param gradientNorm √(Σ_i m_i ‖∇_W F(x_i)‖²), the metric slope; where the label distributions are
 *     variables too, with Σ_j w_j ‖∇_W F(m_j, L_j)‖² under the root
 * @param parts the terms of the value, by name
 * @param seconds how long the step took
 * @param warnings what the functional had to say
 */
public record FlowStep(
    long step,
    double value,
    double gradientNorm,
    Map<String, Double> parts,
    double seconds,
    List<String> warnings) {
  /** Copies the parts, in their order, and the warnings. */
  public FlowStep {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    warnings = List.copyOf(warnings);
  }
}
