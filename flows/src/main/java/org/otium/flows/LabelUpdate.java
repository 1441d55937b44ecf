package org.otium.flows;

import java.util.function.Consumer;
import org.otium.api.FlowState;

/** What happens to the labels after a step. */
@FunctionalInterface
interface LabelUpdate {
  /** Labels stay as they are. */
  LabelUpdate NONE = (state, warnings) -> state;

  /**
   * Relabels.
   *
   * @param state the state after the step
   * @param warnings takes what the user should know about the new labels
   * @return the state with its new labels
   */
  FlowState apply(FlowState state, Consumer<String> warnings);
}
