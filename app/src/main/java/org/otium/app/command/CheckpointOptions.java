package org.otium.app.command;

import org.otium.api.InvalidInputException;
import org.otium.app.experiment.flow.FlowRequest;
import picocli.CommandLine.Option;

/** When a flow writes checkpoints. */
final class CheckpointOptions {
  @Option(
      names = "--checkpoint-steps",
      paramLabel = "N",
      description = "Write a checkpoint after at most N steps as well.")
  private long steps;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "T",
      description = "Write a checkpoint after at most T seconds; 30 by default.")
  private double seconds = FlowRequest.Checkpoints.DEFAULT.seconds();

  /**
   * The bounds as they were given.
   *
   * @return when checkpoints are written
   * @throws InvalidInputException if a bound is out of range
   */
  FlowRequest.Checkpoints checkpoints() {
    return FlowRequest.Checkpoints.of(seconds, steps);
  }
}
