package org.otium.solvers.neural;

import org.otium.api.DatasetMapping;
import org.otium.testkit.DatasetMappingContract;

/** A neural map does what maps do, however little it has learned. */
class NeuralMappingContractTest extends DatasetMappingContract {
  @Override
  protected DatasetMapping mapping() {
    return new NeuralMapping(
        Parts.settings()
            .withNetworks(MapNetworks.AUTO, 8)
            .withIterations(5, 2, 5, 10)
            .withSteps(16, 1e-3, 1e-3),
        Parts.COMPUTE);
  }
}
