package org.otium.solvers.minibatch;

import org.otium.api.InvalidInputException;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Meaning;
import org.otium.numerics.MinibatchPartition.Block;

/**
 * A block and the transport in it.
 *
 * @param block points and masses
 * @param share the part of the whole mass that is the block's; the shares of all blocks of all
 *     repeats sum to one
 * @param result the transport, for masses that are scaled up to the total of the whole problem
 */
record BlockSolution(Block block, double share, TransportResult result) {
  /** What is said about a solver that lets blocks keep mass back. */
  static InvalidInputException unbalanced() {
    return new InvalidInputException(
        "minibatch around an unbalanced solver",
        "Leave marginal-penalty out, or solve the whole problem without minibatch.");
  }

  /** Refuses a transport that did not have to meet the marginals of its block. */
  BlockSolution {
    if (result.meaning() == Meaning.UNBALANCED_COST) {
      throw unbalanced();
    }
  }
}
