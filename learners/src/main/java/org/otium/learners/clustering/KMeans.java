package org.otium.learners.clustering;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Clustering;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;

/**
 * Lloyd's algorithm from k-means++ centres (Arthur, Vassilvitskii 2007): every point belongs to the
 * cluster of the nearest mean, and the means are those of their clusters, weighted by mass.
 *
 * <p>Points are brought into an order of their own, equal ones together, before anything is drawn:
 * the same points give the same clusters in whatever order they come, and a point of double mass
 * counts as two of single mass. Points without mass pull no mean and join the nearest. Results do
 * not depend on the number of threads.
 *
 * <p>The k-means of Apache Commons Math has no weights and keeps a boxed object a point; here the
 * distances of many points are one matrix product.
 */
public final class KMeans implements Clustering {
  private final KMeansSettings settings;
  private final Compute compute;

  /**
   * Makes the clustering.
   *
   * @param settings how many clusters and how long to search
   * @param compute matrix products and threads
   */
  public KMeans(KMeansSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * What was found.
   *
   * @param clusters a cluster a point, numbered from 0 in the order in which their first points
   *     come
   * @param centres the mean of each cluster
   * @param inertia Σ_i w_i ‖x_i − c(x_i)‖², in squared feature units
   * @param iterations how many iterations the best start took
   * @param converged whether the best start came to rest
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Fit(
      int[] clusters, Matrix centres, double inertia, int iterations, boolean converged) {}

  @Override
  public int[] cluster(DiscreteMeasure measure, long seed) {
    return fit(measure, seed).clusters();
  }

  /**
   * Groups the points of a measure.
   *
   * @param measure the points
   * @param seed decides the first centres of every start
   * @return the best result of all starts
   * @throws InvalidInputException if there are fewer distinct points with mass than clusters
   */
  public Fit fit(DiscreteMeasure measure, long seed) {
    DistinctPoints distinct = DistinctPoints.of(measure);
    int k = settings.clusters();
    if (k > distinct.heavy()) {
      throw new InvalidInputException(
          k + " clusters of " + distinct.heavy() + " distinct points with mass",
          "Ask for at most as many clusters as there are distinct points.");
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Lloyd lloyd = new Lloyd(distinct, k, compute);
    Lloyd.Outcome best = lloyd.run(random, settings.maxIterations(), settings.tolerance());
    for (int start = 1; start < settings.restarts(); start++) {
      Lloyd.Outcome next = lloyd.run(random, settings.maxIterations(), settings.tolerance());
      if (next.inertia() < best.inertia()) {
        best = next;
      }
    }
    int[] groups = new int[k];
    int[] clusters = distinct.clusters(best.assignment(), groups);
    int found = Arrays.stream(clusters).max().orElse(-1) + 1;
    return new Fit(
        clusters,
        best.centres().selectRows(Arrays.copyOf(groups, found)),
        best.inertia(),
        best.iterations(),
        best.converged());
  }
}
