package org.otium.interpolation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.Interpolation.Projection;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SimplexQuadratic;

/**
 * The squared (2, Q)-dataset distance 𝒲²_{2,Q}(P_i, P_j) = ∫ φ‖x_i − x_j‖² + λ·y_iᵀ M y_j dQ(z)
 * (GG definition 2), where (x_i, y_i) is the image of z under the map from Q to P_i and M holds the
 * squared distances between the classes of P_i and of P_j. It needs no optimisation.
 *
 * <p>For hard labels this is the distance of the paper; soft ones enter by the bilinear form with
 * which the paper replaces it (GG app. B). That form does not vanish between a soft label and
 * itself, so a dataset has distance zero to itself by definition only, and the objective of GG eq.
 * 5 need not be convex.
 *
 * @param labelDistance W₂² between classes
 * @param featureWeight φ
 * @param labelWeight λ
 * @param compute what the machine offers
 */
public record TransportMetric(
    LabelDistance labelDistance, double featureWeight, double labelWeight, Compute compute) {
  /** How many consecutive samples are summed up first; these sums are added in their order. */
  public static final int CHUNK = 512;

  /**
   * A dataset and where the reference goes in it.
   *
   * @param dataset P_i, whose classes the labels name
   * @param image the image of the reference, sample by sample
   */
  public record Mapped(LabeledDataset dataset, LabeledDataset image) {}

  /**
   * The squared distance between two datasets, seen from the reference.
   *
   * @param a one dataset
   * @param b the other
   * @return 𝒲²_{2,Q}, in squared feature units
   * @throws InvalidInputException if the images are not those of one reference
   */
  public double squared(Mapped a, Mapped b) {
    return squared(a, b, Optional.empty());
  }

  /** The same with the label distances, if they are known: one row a class of a, a column of b. */
  private double squared(Mapped a, Mapped b, Optional<double[][]> known) {
    int n = a.image().size();
    if (b.image().size() != n || b.image().dimension() != a.image().dimension()) {
      throw new InvalidInputException(
          "images of " + a.image() + " and " + b.image(), "Map one reference to both datasets.");
    }
    if (Between.areSameSamples(a.dataset(), b.dataset())
        && Between.areSameSamples(a.image(), b.image())) {
      return 0;
    }
    double[][] m = labelWeight == 0 ? new double[0][] : labels(a, b, known);
    return sum(chunks(a.image(), b.image(), m, a.image().weights().toArray()));
  }

  /**
   * What images contribute to the distance, {@value #CHUNK} consecutive samples at a time.
   *
   * @param a images of some samples in one dataset
   * @param b images of the same samples in the other
   * @param m the squared distances between classes, a row for each class of a that the labels of
   *     its images name, a column for each of b; not looked at where labels count nothing
   * @param masses what the samples weigh
   * @return a sum for each chunk
   */
  public double[] chunks(LabeledDataset a, LabeledDataset b, double[][] m, double[] masses) {
    int[] rows = a.classIds();
    int[] columns = b.classIds();
    double[] chunks = new double[(masses.length + CHUNK - 1) / CHUNK];
    ParallelLoop.run(
        compute.threads(),
        0,
        masses.length,
        CHUNK,
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            double[] cost = {featureWeight * gap(a, b, i)};
            if (labelWeight > 0) {
              int sample = i;
              a.labels()
                  .forEachShare(
                      i,
                      (k, p) -> {
                        double[] row = m[Arrays.binarySearch(rows, k)];
                        b.labels()
                            .forEachShare(
                                sample,
                                (l, q) ->
                                    cost[0] +=
                                        labelWeight * p * q * row[Arrays.binarySearch(columns, l)]);
                      });
            }
            sum += masses[i] * cost[0];
          }
          chunks[from / CHUNK] = sum;
        });
    return chunks;
  }

  /**
   * The squared distance that all chunks make together.
   *
   * @param chunks what {@link #chunks} gave, in the order of the samples
   * @return their sum
   */
  public static double sum(double[] chunks) {
    return Arrays.stream(chunks).sum();
  }

  private static double gap(LabeledDataset a, LabeledDataset b, int sample) {
    int d = a.dimension();
    float[] x = a.features().array();
    float[] y = b.features().array();
    double sum = 0;
    for (int j = sample * d; j < (sample + 1) * d; j++) {
      double difference = (double) x[j] - y[j];
      sum += difference * difference;
    }
    return sum;
  }

  /** M, a row and a column for each class that the labels of the images name. */
  private double[][] labels(Mapped a, Mapped b, Optional<double[][]> alreadyKnown) {
    List<ClassConditional> first = a.dataset().classConditionals();
    List<ClassConditional> second = b.dataset().classConditionals();
    double[][] known = alreadyKnown.orElseGet(() -> labelDistance.between(first, second).squared());
    int[] rows = positions(first, a.image().classIds());
    int[] columns = positions(second, b.image().classIds());
    double[][] m = new double[rows.length][columns.length];
    for (int k = 0; k < rows.length; k++) {
      for (int l = 0; l < columns.length; l++) {
        boolean both = rows[k] >= 0 && columns[l] >= 0;
        // A class without mass is named by samples without mass alone.
        m[k][l] = both ? known[rows[k]][columns[l]] : 0;
      }
    }
    return m;
  }

  private static int[] positions(List<ClassConditional> classes, int[] ids) {
    int[] known = classes.stream().mapToInt(ClassConditional::classId).toArray();
    return Arrays.stream(ids).map(id -> Arrays.binarySearch(known, id)).toArray();
  }

  /**
   * Projects the reference onto the datasets between others (GG eq. 6): the weights â that minimise
   * the objective of GG eq. 5 on the simplex.
   *
   * @param mapped the datasets
   * @param reference Q
   * @return â and the distances it follows from
   */
  public Projection projection(List<Mapped> mapped, LabeledDataset reference) {
    return projection(mapped, reference, Collections.nCopies(mapped.size(), Optional.empty()));
  }

  /**
   * The same where the label distances from each dataset to the reference are known, for instance
   * because its map was learned with them.
   */
  Projection projection(
      List<Mapped> mapped, LabeledDataset reference, List<Optional<double[][]>> labels) {
    int m = mapped.size();
    Mapped base = new Mapped(reference, reference);
    double[] toReference = new double[m];
    for (int i = 0; i < m; i++) {
      toReference[i] = squared(mapped.get(i), base, labels.get(i));
    }
    double[][] among = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j : IntStream.range(0, i).toArray()) {
        among[i][j] = squared(mapped.get(i), mapped.get(j));
        among[j][i] = among[i][j];
      }
    }
    return projection(toReference, among);
  }

  /**
   * The same from distances that are known.
   *
   * @param toReference from each dataset to the reference
   * @param among m×m
   * @return â and these distances
   */
  public Projection projection(double[] toReference, double[][] among) {
    int m = toReference.length;
    double[][] quadratic = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        quadratic[i][j] = i == j ? 0 : -among[i][j];
      }
    }
    SimplexQuadratic.Minimum best =
        SimplexQuadratic.minimise(quadratic, toReference, compute.linearAlgebra());
    return new Projection(
        Weights.proportional(best.weights()),
        best.value(),
        toReference,
        among,
        best.convex(),
        best.global());
  }
}
