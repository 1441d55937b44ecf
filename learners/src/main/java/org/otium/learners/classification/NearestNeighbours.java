package org.otium.learners.classification;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.learners.common.Features;
import org.otium.numerics.NeighbourSearch;

/**
 * k nearest neighbours in the Euclidean distance. The share of a class is its share of the votes of
 * the k nearest training samples: each votes with its label, soft or hard, and with its weight.
 * Training samples without weight are no neighbours.
 *
 * <p>Neighbours are the true ones: candidates come from blocks of a matrix product in single
 * precision and are compared in double precision, and where rounding could have hidden a neighbour
 * all samples are. Samples that tie for the last places share them, so that neither the order of
 * the training samples nor what else is predicted changes a vote.
 *
 * <p>k counts samples, not their weights: a sample of double weight is one neighbour with two
 * votes.
 *
 * <p>Fine-tuning adds samples to those that are known, and forgets those of classes that the new
 * ones do not have: nothing lies below the votes. A sample weighs what it weighs in its dataset
 * relative to the others there.
 */
public final class NearestNeighbours implements Classifier {
  private final NearestNeighboursSettings settings;
  private final Compute compute;

  /**
   * Makes the classifier.
   *
   * @param settings how many neighbours vote
   * @param compute matrix products and threads
   */
  public NearestNeighbours(NearestNeighboursSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * Keeps the training samples; nothing is random.
   *
   * @throws InvalidInputException if fewer samples than k have weight
   */
  @Override
  public Trained fit(LabeledDataset training, long seed) {
    LabeledDataset heavy = withMass(training);
    if (heavy.size() < settings.k()) {
      throw new InvalidInputException(
          settings.k()
              + " neighbours among the "
              + heavy.size()
              + " samples of '"
              + training.name()
              + "'",
          "Ask for fewer neighbours, or give more samples.");
    }
    Features.requireUsable(heavy.features());
    return new Neighbours(heavy, new NeighbourSearch(heavy.features(), settings.k(), compute));
  }

  @Override
  public Trained restore(NamedArrays state) {
    return fit(KeptSamples.restore(state), 0);
  }

  /** The training samples. */
  private final class Neighbours implements Trained {
    private final LabeledDataset training;
    private final NeighbourSearch search;

    Neighbours(LabeledDataset training, NeighbourSearch search) {
      this.training = training;
      this.search = search;
    }

    @Override
    public Labels predict(Matrix features) {
      return NearestNeighbours.predict(training, search, features);
    }

    @Override
    public Trained fineTune(LabeledDataset samples, long seed) {
      Features.requireLike(samples.features(), training.dimension());
      return fit(KeptSamples.joined(training, samples), seed);
    }

    @Override
    public Optional<NamedArrays> state() {
      return Optional.of(KeptSamples.state(training));
    }
  }

  private static LabeledDataset withMass(LabeledDataset training) {
    int[] heavy = new int[training.size()];
    int count = 0;
    for (int i = 0; i < heavy.length; i++) {
      if (training.weights().get(i) > 0) {
        heavy[count++] = i;
      }
    }
    return count == heavy.length ? training : training.select(Arrays.copyOf(heavy, count));
  }

  private static Labels predict(LabeledDataset training, NeighbourSearch search, Matrix features) {
    Features.requireLike(features, training.dimension());
    int[] classIds = training.classIds();
    int n = features.rows();
    int[][] columns = new int[n][];
    float[][] shares = new float[n][];
    search.forEach(
        features,
        (sample, neighbours, places, count) -> {
          double[] votes = new double[classIds.length];
          double total = 0;
          for (int m = 0; m < count; m++) {
            double vote = places[m] * training.weights().get(neighbours[m]);
            total += vote;
            training
                .labels()
                .forEachShare(
                    neighbours[m],
                    (id, share) -> votes[Arrays.binarySearch(classIds, id)] += vote * share);
          }
          int voted = 0;
          for (double vote : votes) {
            voted += (float) (vote / total) > 0 ? 1 : 0;
          }
          columns[sample] = new int[voted];
          shares[sample] = new float[voted];
          int at = 0;
          for (int c = 0; c < votes.length; c++) {
            float share = (float) (votes[c] / total);
            if (share > 0) {
              columns[sample][at] = c;
              shares[sample][at++] = share;
            }
          }
        });
    return joined(classIds, columns, shares);
  }

  private static Labels joined(int[] classIds, int[][] columns, float[][] shares) {
    int[] starts = new int[columns.length + 1];
    for (int i = 0; i < columns.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], columns[i].length);
    }
    int[] allColumns = new int[starts[columns.length]];
    float[] allShares = new float[allColumns.length];
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(columns[i], 0, allColumns, starts[i], columns[i].length);
      System.arraycopy(shares[i], 0, allShares, starts[i], columns[i].length);
    }
    return Labels.sparse(classIds, starts, allColumns, allShares);
  }
}
