package org.otium.flows;

import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/**
 * x ← x − τ∇F with the largest τ = τ₀·shrinkᵏ that decreases F enough (Armijo 1966):
 *
 * <p>F(x') ≤ F(x) − c·Σ_i m_i⟨∇_W F(x_i), x_i − x'_i⟩.
 *
 * <p>τ₀ is the step size that was accepted last, made larger if it was accepted at once. Where the
 * features are clamped, the moves that count are those that were really made. All blocks are judged
 * together, since each of them changes F.
 */
public final class Backtracking implements Optimizer {
  private static final String STEP_SIZE = "step-size";

  /** F is computed from single-precision costs: a smaller rise says nothing. */
  private static final double ROUNDING = 1e-7;

  /** Where the gradient is zero every step is accepted, and must not grow to infinity. */
  private static final double LARGEST = 1e6;

  private final BacktrackingSettings settings;

  /**
   * Makes the rule.
   *
   * @param settings what a step has to achieve
   */
  public Backtracking(BacktrackingSettings settings) {
    this.settings = settings;
  }

  @Override
  public Run start(int size) {
    return new BacktrackingRun(settings.initialStep());
  }

  @Override
  public Run resume(int size, NamedArrays buffers) {
    return new BacktrackingRun(Buffers.read(buffers, STEP_SIZE, 1)[0]);
  }

  private final class BacktrackingRun implements Run {
    private double tau;
    private int refused;

    BacktrackingRun(double tau) {
      this.tau = tau;
    }

    @Override
    public void step(float[] variables, float[] gradient) {
      float factor = (float) tau;
      for (int i = 0; i < variables.length; i++) {
        variables[i] -= factor * gradient[i];
      }
    }

    @Override
    public boolean isTentative() {
      return true;
    }

    @Override
    public void begin() {
      refused = 0;
    }

    @Override
    public boolean accepts(double before, double after, double predicted) {
      double slack = ROUNDING * Math.abs(before);
      return after <= before - settings.decrease() * predicted + slack;
    }

    @Override
    public void settle(boolean accepted) {
      if (!accepted) {
        refused++;
        tau *= settings.shrink();
        return;
      }
      if (refused == 0) {
        tau = Math.min(tau * settings.growth(), LARGEST * settings.initialStep());
      }
      refused = 0;
    }

    @Override
    public boolean isExhausted() {
      return refused >= settings.trials();
    }

    @Override
    public NamedArrays buffers() {
      return NamedArrays.empty().with(STEP_SIZE, new double[] {tau});
    }
  }
}
