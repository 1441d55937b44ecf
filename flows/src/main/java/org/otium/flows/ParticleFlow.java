package org.otium.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.otium.api.FeatureShape;
import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowState;
import org.otium.api.FlowStep;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.OtiumException;
import org.otium.flows.BlockOptimizers.Moving;

/**
 * The flow of all dynamics: some blocks of variables descend, noise is added where the functional
 * diffuses, and labels may be recomputed after a step (DD algorithms 1 to 3).
 */
final class ParticleFlow implements Flow {
  private static final String SMALLER =
      "Use a smaller step size or the optimizer 'backtracking'; the last checkpoint is still good.";

  private final Functional functional;
  private final List<Moving> moving;
  private final boolean clamp;
  private final LabelUpdate relabelling;
  private FlowState state;

  /** The evaluation at the current state, once it is known. A resumed flow computes the same. */
  private Functional.@Nullable Evaluation here;

  /**
   * A flow.
   *
   * @param functional what descends
   * @param state where it stands
   * @param moving what moves, and how; the features first
   * @param clamp whether features are kept in their range
   * @param relabelling what happens to the labels after a step
   */
  ParticleFlow(
      Functional functional,
      FlowState state,
      List<Moving> moving,
      boolean clamp,
      LabelUpdate relabelling) {
    if (moving.getFirst().run().isTentative() && functional.variesFromStepToStep()) {
      throw new InvalidInputException(
          "steps that are found by trial, down a functional that sees other random directions or samples at each step",
          "Use another optimizer than backtracking, or set directions to fixed and every batch to 0.");
    }
    this.functional = functional;
    this.state = state;
    this.moving = moving;
    this.clamp = clamp;
    this.relabelling = relabelling;
  }

  /** Where a step led, and the evaluation there if it was needed to judge the step. */
  private record Arrival(
      FlowState state, Functional.@Nullable Evaluation evaluation, List<String> warnings) {}

  @Override
  public FlowStep advance() {
    long begin = System.nanoTime();
    Functional.Evaluation at = evaluated();
    // What follows is evaluated from this memory, in this flow as in one that is resumed here.
    FlowState next = state.withStep(state.step() + 1).withWarmStart(at.warmStart());
    boolean tentative = moving.getFirst().run().isTentative();
    Arrival arrival =
        tentative ? search(next, at) : new Arrival(moved(next, at, tau(at)), null, List.of());
    List<String> warnings = new ArrayList<>(arrival.warnings());
    FlowState relabelled = relabelling.apply(arrival.state(), warnings::add);
    boolean sameLabels =
        relabelled.particles().labels().equals(arrival.state().particles().labels());
    FlowStep step = report(at, warnings, begin);
    state = relabelled;
    here = sameLabels ? arrival.evaluation() : null;
    return step;
  }

  /** The time that passes in the next step, where noise has to be scaled by it. */
  private OptionalDouble tau(Functional.Evaluation at) {
    if (!(at.diffusion() > 0)) {
      return OptionalDouble.empty();
    }
    OptionalDouble tau = moving.getFirst().run().stepSize();
    if (tau.isEmpty()) {
      throw new InvalidInputException(
          "the functional diffuses, but the steps of the features' optimizer have no size that its noise could be scaled by",
          "Use the optimizer 'sgd', or leave the diffusing term out.");
    }
    return tau;
  }

  /** Makes steps until one is accepted. */
  private Arrival search(FlowState from, Functional.Evaluation at) {
    tau(at); // no noise can be added to a trial
    // A block that the functional does not depend on makes no trial, so that it has no say.
    List<Moving> trying = moving.stream().filter(m -> m.block().gradient(at).isPresent()).toList();
    trying.forEach(m -> m.run().begin());
    OtiumException failure = null;
    while (true) {
      FlowState there = from;
      Functional.Evaluation evaluation = null;
      try {
        there = moved(from, at, OptionalDouble.empty());
        evaluation = finite(functional.evaluate(there), there);
      } catch (OtiumException e) {
        // A trial may lead anywhere; that the functional is not defined there is a reason against.
        failure = e;
      }
      boolean accepted = evaluation != null;
      if (evaluation != null) {
        failure = null;
        double predicted = predictedDecrease(from, there, at);
        for (Moving m : trying) {
          accepted &= m.run().accepts(at.value(), evaluation.value(), predicted);
        }
      }
      boolean exhausted = false;
      for (Moving m : trying) {
        m.run().settle(accepted);
        exhausted |= m.run().isExhausted();
      }
      if (accepted) {
        return new Arrival(there, evaluation, List.of());
      }
      if (exhausted) {
        if (failure != null) {
          throw failure;
        }
        return new Arrival(
            from,
            null,
            List.of(
                "no step along the gradient lowered the functional: the flow stands at a minimum, up to the accuracy of the functional"));
      }
    }
  }

  /** Σ m⟨∇_W F, x − x'⟩ over all blocks. */
  private double predictedDecrease(FlowState from, FlowState to, Functional.Evaluation at) {
    double sum = 0;
    for (Moving m : moving) {
      Optional<Matrix> gradient = m.block().gradient(at);
      if (gradient.isPresent()) {
        float[] g = gradient.get().array();
        float[] x = m.block().of(from).array();
        float[] y = m.block().of(to).array();
        int d = gradient.get().columns();
        double[] masses = m.block().masses(from);
        for (int i = 0; i < masses.length; i++) {
          double row = 0;
          for (int j = i * d; j < (i + 1) * d; j++) {
            row += (double) g[j] * ((double) x[j] - y[j]);
          }
          sum += masses[i] * row;
        }
      }
    }
    return sum;
  }

  /** The state after a step of every optimizer, with the noise of the time that passed. */
  private FlowState moved(FlowState from, Functional.Evaluation at, OptionalDouble tau) {
    FlowState to = from;
    for (Moving m : moving) {
      Optional<Matrix> gradient = m.block().gradient(at);
      Matrix before = m.block().of(from);
      if (gradient.isEmpty()) {
        continue;
      }
      float[] variables = before.toArray();
      m.run().step(variables, gradient.get().array());
      if (m.block() == Block.FEATURES) {
        if (tau.isPresent()) {
          Diffusion.addTo(variables, state, at.diffusion(), tau.getAsDouble());
        }
        if (clamp) {
          clampTo(from.particles().shape(), variables);
        }
      }
      Matrix after = Matrix.wrap(before.rows(), before.columns(), variables);
      if (after.firstNonFinite() >= 0) {
        throw new OtiumException(
            "the flow diverged at step "
                + from.step()
                + ": one of the "
                + m.block().words()
                + " is no longer finite",
            SMALLER);
      }
      to = m.block().with(to, after);
    }
    return to;
  }

  @Override
  public FlowStep measure() {
    long begin = System.nanoTime();
    return report(evaluated(), List.of(), begin);
  }

  private Functional.Evaluation evaluated() {
    Functional.Evaluation known = here;
    if (known == null) {
      known = finite(functional.evaluate(state), state);
      here = known;
    }
    return known;
  }

  /** An evaluation that steps can be made of. */
  private Functional.Evaluation finite(Functional.Evaluation evaluation, FlowState at) {
    boolean finite = Double.isFinite(evaluation.value()) && evaluation.diffusion() >= 0;
    for (Moving m : moving) {
      Optional<Matrix> gradient = m.block().gradient(evaluation);
      if (gradient.isPresent()) {
        Matrix variables = m.block().of(at);
        if (gradient.get().rows() != variables.rows()
            || gradient.get().columns() != variables.columns()) {
          throw new OtiumException(
              "the gradient by the "
                  + m.block().words()
                  + " is "
                  + gradient.get()
                  + " but these are "
                  + variables,
              "This is an error of the functional: report it to whoever wrote it.");
        }
        finite &= gradient.get().firstNonFinite() < 0;
      }
    }
    if (!finite) {
      String bad = "the functional or its gradient is not finite";
      throw at.step() == 0
          ? new OtiumException(bad + " at the start", "Check its settings and the data.")
          : new OtiumException("the flow diverged at step " + at.step() + ": " + bad, SMALLER);
    }
    return evaluation;
  }

  private FlowStep report(Functional.Evaluation at, List<String> more, long begin) {
    double squaredNorm = 0;
    for (Moving m : moving) {
      Optional<Matrix> gradient = m.block().gradient(at);
      if (gradient.isPresent()) {
        float[] values = gradient.get().array();
        int d = gradient.get().columns();
        double[] masses = m.block().masses(state);
        for (int i = 0; i < masses.length; i++) {
          double row = 0;
          for (int j = i * d; j < (i + 1) * d; j++) {
            row += (double) values[j] * values[j];
          }
          squaredNorm += masses[i] * row;
        }
      }
    }
    List<String> warnings = new ArrayList<>(at.warnings());
    warnings.addAll(more);
    return new FlowStep(
        state.step(),
        at.value(),
        Math.sqrt(squaredNorm),
        at.parts(),
        (System.nanoTime() - begin) / 1e9,
        warnings);
  }

  private static void clampTo(FeatureShape shape, float[] features) {
    float low = (float) shape.low();
    float high = (float) shape.high();
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.min(high, Math.max(low, features[i]));
    }
  }

  @Override
  public FlowState state() {
    return state;
  }

  @Override
  public FlowCheckpoint checkpoint() {
    return new FlowCheckpoint(state, BlockOptimizers.buffers(moving));
  }
}
