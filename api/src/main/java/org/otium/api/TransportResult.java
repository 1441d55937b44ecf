package org.otium.api;

import java.util.Map;

/**
 * What a solver found. The numbers of the plan, the potentials and the value all belong to one
 * solve.
 *
 * @param value the value of the problem that was solved
 * @param meaning what {@code value} is
 * @param transportCost ⟨C, π⟩, the primal cost of the plan without any regularisation
 * @param potentials f and g
 * @param plan π, possibly computed when asked
 * @param epsilon the regularisation in absolute cost units; 0 for an exact solver
 * @param convergence whether the solver reached what it was asked to
 * @param details further numbers worth showing, by name
 */
public record TransportResult(
    double value,
    Meaning meaning,
    double transportCost,
    KantorovichPotentials potentials,
    TransportPlan plan,
    double epsilon,
    Convergence convergence,
    Map<String, Double> details) {
  /** What the value of a result is. */
  public enum Meaning {
    /** ⟨C, π⟩ of an optimal plan, equal to ⟨a, f⟩ + ⟨b, g⟩. */
    EXACT_COST,
    /** min ⟨C, π⟩ + ε·KL(π | a⊗b), equal to ⟨a, f⟩ + ⟨b, g⟩ at convergence. */
    ENTROPIC_COST,
    /**
     * min ⟨C, π⟩ + ε·KL(π | a⊗b) + ρ·KL(π1 | a) + ρ·KL(πᵀ1 | b) with KL(p | q) = Σ p log(p/q) − p +
     * q: marginals may differ from a and b at a price. Equal to −ρ⟨a, e^(−f/ρ) − 1⟩ − ρ⟨b, e^(−g/ρ)
     * − 1⟩ − ε(Σπ − Σa·Σb) at convergence.
     */
    UNBALANCED_COST,
    /**
     * The mean, by mass, of the values of several problems between random blocks of the points,
     * each exact or entropic: see {@link TransportResult#epsilon}. Never below the exact cost of
     * the whole problem, and on average above it. {@code potentials} are those of the blocks side
     * by side: they give the value by ⟨a, f⟩ + ⟨b, g⟩ but are not feasible for the whole problem.
     */
    MINIBATCH_MEAN
  }

  /** Copies the details. */
  public TransportResult {
    details = Map.copyOf(details);
  }

  /**
   * Whether and how the solver ended.
   *
   * @param converged whether the tolerance was reached
   * @param reason why it ended, in words
   * @param iterations how many iterations it made
   * @param marginalError Σ_i |Σ_j π_ij − a_i| + Σ_j |Σ_i π_ij − b_j|; with penalties instead of
   *     marginal constraints, the distance to a_i e^(−f_i/ρ) and b_j e^(−g_j/ρ), which the best
   *     plan has
   */
  public record Convergence(
      boolean converged, String reason, int iterations, double marginalError) {}
}
