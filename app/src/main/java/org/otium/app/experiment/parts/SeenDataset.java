package org.otium.app.experiment.parts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.otium.api.InvalidInputException;
import org.otium.api.Weights;
import org.otium.data.parquet.ParquetParts;
import org.otium.numerics.MinibatchPartition;

/**
 * What blocks follow from: the labels and weights of a dataset, without its features.
 *
 * @param ids its classes, ascending
 * @param classOf the position of each sample's class
 * @param weights of the samples, all above zero
 * @param weighted whether they were given
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record SeenDataset(int[] ids, int[] classOf, Weights weights, boolean weighted) {
  static SeenDataset of(PartedDataset dataset, List<LookPieces.Seen> files) {
    int n = dataset.size();
    int[] classIds = new int[n];
    double[] masses = new double[n];
    int at = 0;
    boolean weighted = false;
    for (LookPieces.Seen seen : files) {
      System.arraycopy(seen.classIds(), 0, classIds, at, seen.classIds().length);
      System.arraycopy(seen.masses(), 0, masses, at, seen.masses().length);
      weighted |= seen.masses().length > 0;
      at += seen.classIds().length;
    }
    if (at != n) {
      throw new InvalidInputException(
          "the files of '" + dataset.name() + "' changed while they were read",
          "Leave the files alone, and start again in another folder.");
    }
    int[] ids = IntStream.of(classIds).sorted().distinct().toArray();
    int[] classOf = new int[n];
    for (int i = 0; i < n; i++) {
      classOf[i] = Arrays.binarySearch(ids, classIds[i]);
    }
    Weights weights =
        weighted ? ParquetParts.weights(dataset.files().getFirst(), masses) : Weights.uniform(n);
    for (int i = 0; i < n; i++) {
      if (weights.get(i) == 0) {
        throw new InvalidInputException(
            "sample " + (i + 1) + " of '" + dataset.name() + "' weighs nothing",
            "Remove samples without mass: no block of a cluster has them.");
      }
    }
    return new SeenDataset(ids, classOf, weights, weighted);
  }

  MinibatchPartition.Side side() {
    return new MinibatchPartition.Side(weights.toArray(), classOf);
  }
}
