package org.otium.flows;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.FlowState;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

/**
 * Which optimizer moves which block.
 *
 * @param features of the features
 * @param means of the means of label distributions, where these are variables
 * @param covariances of the roots of their covariances
 */
record BlockOptimizers(Optimizer features, Optimizer means, Optimizer covariances) {
  /** A block and the history of its optimizer. */
  record Moving(Block block, Optimizer.Run run) {}

  private Optimizer of(Block block) {
    return switch (block) {
      case FEATURES -> features;
      case MEANS -> means;
      case COVARIANCES -> covariances;
    };
  }

  private static List<Block> blocks(FlowState state) {
    return state.labelMeasures() instanceof LabelMeasures.Empirical
        ? List.of(Block.FEATURES)
        : List.of(Block.values());
  }

  List<Moving> start(FlowState state) {
    List<Moving> moving = new ArrayList<>();
    for (Block block : blocks(state)) {
      moving.add(new Moving(block, of(block).start(size(block, state))));
    }
    return checked(moving);
  }

  List<Moving> resume(FlowState state, NamedArrays buffers) {
    List<Moving> moving = new ArrayList<>();
    for (Block block : blocks(state)) {
      NamedArrays own = buffers.under(prefix(block));
      moving.add(new Moving(block, of(block).resume(size(block, state), own)));
    }
    return checked(moving);
  }

  static NamedArrays buffers(List<Moving> moving) {
    NamedArrays all = NamedArrays.empty();
    for (Moving m : moving) {
      all = all.withAll(prefix(m.block()), m.run().buffers());
    }
    return all;
  }

  private static String prefix(Block block) {
    return block.words() + "/";
  }

  private static int size(Block block, FlowState state) {
    return block.of(state).array().length;
  }

  private static List<Moving> checked(List<Moving> moving) {
    boolean first = moving.getFirst().run().isTentative();
    for (Moving m : moving) {
      if (m.run().isTentative() != first) {
        throw new InvalidInputException(
            "the steps of the features "
                + (first ? "are" : "are not")
                + " found by trial, but those of the "
                + m.block().words()
                + (first ? " are not" : " are"),
            "A trial is judged by the functional, which all blocks change: use backtracking for all blocks or for none.");
      }
    }
    return List.copyOf(moving);
  }
}
