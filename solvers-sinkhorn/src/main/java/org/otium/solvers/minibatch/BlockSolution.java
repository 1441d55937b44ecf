package org.otium.solvers.minibatch;

import org.otium.api.TransportResult;
import org.otium.numerics.MinibatchPartition.Block;

/**
 * A block and the transport in it.
 *
 * @param block points and masses
 * @param share the part of the whole mass that is the block's; the shares of all blocks of all
 *     repeats sum to one
 * @param result the transport, for masses that are scaled up to the total of the whole problem
 */
record BlockSolution(Block block, double share, TransportResult result) {}
