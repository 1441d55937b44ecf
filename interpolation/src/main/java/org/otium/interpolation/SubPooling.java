package org.otium.interpolation;

import java.util.Arrays;
import java.util.List;
import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.numerics.NeighbourSearch;

/**
 * The samples of all datasets that are among the k nearest neighbours of a sample of the reference,
 * with the reference's labels instead of their own: the baseline of GG table 2 that leaves out
 * whatever is far from the reference. A sample's label is the mean label of the samples of the
 * reference that it is a neighbour of, and it weighs as much as these neighbourhoods hold of it.
 *
 * <p>Weights say only which datasets take part: those above zero do, with all their samples alike.
 */
public final class SubPooling implements Interpolation {
  private final SubPoolingSettings settings;
  private final Compute compute;

  /**
   * Makes the interpolation.
   *
   * @param settings how many neighbours are taken
   * @param compute what finds them
   */
  public SubPooling(SubPoolingSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.isEmpty()) {
      throw new InvalidInputException("no dataset to interpolate", "Give at least one.");
    }
    datasets.forEach(dataset -> Mixup.requireFeatures(dataset, reference));
    List<LabeledDataset> all = List.copyOf(datasets);
    return weights -> pooled(all, reference, weights);
  }

  private LabeledDataset pooled(
      List<LabeledDataset> datasets, LabeledDataset reference, Weights weights) {
    Between.requireOneWeightEach(datasets.size(), weights);
    Matrix points = points(datasets, weights);
    if (points.rows() < settings.neighbours()) {
      throw new InvalidInputException(
          settings.neighbours() + " neighbours among " + points.rows() + " samples",
          "Take fewer neighbours, or more samples.");
    }
    int n = reference.size();
    int[][] neighbours = new int[n][];
    double[][] places = new double[n][];
    new NeighbourSearch(points, settings.neighbours(), compute)
        .forEach(
            reference.features(),
            (sample, found, shares, count) -> {
              neighbours[sample] = Arrays.copyOf(found, count);
              places[sample] = Arrays.copyOf(shares, count);
            });
    int[] ids = reference.classIds();
    double[][] votes = new double[points.rows()][];
    for (int i = 0; i < n; i++) {
      double weight = reference.weights().get(i);
      for (int k = 0; weight > 0 && k < neighbours[i].length; k++) {
        if (votes[neighbours[i][k]] == null) {
          votes[neighbours[i][k]] = new double[ids.length];
        }
        double[] row = votes[neighbours[i][k]];
        double vote = weight * places[i][k];
        reference
            .labels()
            .forEachShare(i, (id, share) -> row[Arrays.binarySearch(ids, id)] += vote * share);
      }
    }
    return labelled(points, votes, reference, datasets);
  }

  /** The samples of the datasets that take part, one below the other; without mass, not at all. */
  private static Matrix points(List<LabeledDataset> datasets, Weights weights) {
    int n = 0;
    for (int k = 0; k < datasets.size(); k++) {
      n = Math.addExact(n, taken(datasets.get(k), weights.get(k)));
    }
    int d = datasets.getFirst().dimension();
    float[] values = new float[Math.multiplyExact(n, d)];
    int at = 0;
    for (int k = 0; k < datasets.size(); k++) {
      LabeledDataset part = datasets.get(k);
      for (int i = 0; weights.get(k) > 0 && i < part.size(); i++) {
        if (part.weights().get(i) > 0) {
          System.arraycopy(part.features().array(), i * d, values, at, d);
          at += d;
        }
      }
    }
    return Matrix.wrap(n, d, values);
  }

  private static int taken(LabeledDataset part, double weight) {
    int taken = 0;
    for (int i = 0; weight > 0 && i < part.size(); i++) {
      taken += part.weights().get(i) > 0 ? 1 : 0;
    }
    return taken;
  }

  private static LabeledDataset labelled(
      Matrix points, double[][] votes, LabeledDataset reference, List<LabeledDataset> datasets) {
    int[] ids = reference.classIds();
    int[] chosen = new int[points.rows()];
    int count = 0;
    for (int p = 0; p < chosen.length; p++) {
      if (votes[p] != null) {
        chosen[count++] = p;
      }
    }
    chosen = Arrays.copyOf(chosen, count);
    double[] masses = new double[count];
    float[] shares = new float[Math.multiplyExact(count, ids.length)];
    for (int s = 0; s < count; s++) {
      double[] row = votes[chosen[s]];
      masses[s] = Arrays.stream(row).sum();
      for (int c = 0; c < row.length; c++) {
        shares[s * ids.length + c] = (float) (row[c] / masses[s]);
      }
    }
    List<String> names = datasets.stream().map(LabeledDataset::name).toList();
    return LabeledDataset.of(
            "neighbours of " + reference.name() + " in " + names,
            points.selectRows(chosen),
            Labels.soft(ids, Matrix.wrap(count, ids.length, shares)))
        .withWeights(Weights.proportional(masses))
        .withClassNames(reference.classNames())
        .withShape(datasets.getFirst().shape());
  }
}
