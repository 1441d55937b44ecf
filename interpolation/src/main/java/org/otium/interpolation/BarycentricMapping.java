package org.otium.interpolation;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.TransportResult;

/**
 * The OTDD barycentric projection (GG eq. 3): a sample goes to the mean of the samples that its
 * mass is sent to, and its label to the mean of their labels.
 *
 * <p>The map extends to samples that were not seen: under entropic regularisation by the entropic
 * map T(x) = Σ_j y_j w_j(x), w_j ∝ b_j exp((g_j − c(x, y_j))/ε), which on the seen samples is the
 * projection itself; without regularisation to the target that minimises c(x, y_j) − g_j.
 */
public final class BarycentricMapping implements DatasetMapping {
  private final BarycentricMappingSettings settings;
  private final Compute compute;

  /**
   * Makes the mapping.
   *
   * @param settings how to compute the transport
   * @param compute what the machine offers
   */
  public BarycentricMapping(BarycentricMappingSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
    LabeledTransport transport = settings.transport();
    Side source = Side.of(from);
    Side target = Side.of(to);
    double[][] labels = transport.labels(source, target).squared();
    TransportResult result =
        transport.between(source, target, labels, settings.solver(), Optional.empty());
    return new BarycentricMap(transport, source, target, labels, result, compute);
  }
}
