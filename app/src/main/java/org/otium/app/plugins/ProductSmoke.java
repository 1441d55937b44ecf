package org.otium.app.plugins;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.Clustering;
import org.otium.api.CostMatrix;
import org.otium.api.DatasetDistance;
import org.otium.api.DatasetMapping;
import org.otium.api.DatasetSource;
import org.otium.api.DatasetTransform;
import org.otium.api.Encoder;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Optimizer;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;

/**
 * A short try of what a plugin makes, on two classes of a few points: that it answers, with numbers
 * of the right size, and the same twice. Whether the numbers are right is for the contract tests of
 * its author.
 */
final class ProductSmoke {
  private static final long SEED = 1;

  private ProductSmoke() {}

  private static LabeledDataset cloud(float shift) {
    LabeledDataset few = TinyDataset.INSTANCE.read("few");
    float[] moved = few.features().toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += shift;
    }
    return few.withFeatures(Matrix.wrap(few.size(), few.dimension(), moved));
  }

  /**
   * Tries a product.
   *
   * @param product what a plugin made
   * @return what is wrong with its answer, in words; empty if nothing is, or if there is no try for
   *     such a product
   */
  static Optional<String> fault(Object product) {
    LabeledDataset few = cloud(0);
    return switch (product) {
      case Functional functional -> functional(functional, few);
      case GroundCost cost -> cost(cost, few.features());
      case OtSolver solver -> solver(solver);
      case Optimizer optimizer -> optimizer(optimizer);
      case DatasetSource source ->
          unless(
              source.generate(SEED).equals(source.generate(SEED)), "one seed gives two datasets");
      case DatasetTransform transform ->
          unless(transform.apply(few, SEED).size() > 0, "nothing is left of a dataset");
      case Clustering clustering ->
          unless(
              clustering.cluster(few.featureMeasure(), SEED).length == few.size(),
              "not every point has a cluster");
      case Classifier classifier ->
          unless(
              classifier.fit(few, SEED).predict(few.features()).size() == few.size(),
              "not every sample has a label");
      case Encoder encoder -> encoder(encoder, few);
      case DatasetMapping mapping ->
          unless(
              isFinite(mapping.fit(few, cloud(1), SEED).apply(few).features()),
              "images are not finite");
      case DatasetDistance distance -> distance(distance, few);
      case LabelDistance distance ->
          unless(
              isSquare(
                  distance.between(few.classConditionals(), few.classConditionals()).squared(), 2),
              "there is not one finite distance for each pair of classes");
      default -> Optional.empty();
    };
  }

  private static Optional<String> functional(Functional functional, LabeledDataset few) {
    Functional.Evaluation at = functional.evaluate(FlowState.initial(few, SEED));
    boolean fits = at.gradient().rows() == few.size() && at.gradient().columns() == few.dimension();
    return unless(Double.isFinite(at.value()), "its value is " + at.value())
        .or(() -> unless(fits, "its gradient is not one row a particle"))
        .or(() -> unless(isFinite(at.gradient()), "its gradient is not finite"));
  }

  private static Optional<String> cost(GroundCost cost, Matrix points) {
    CostMatrix costs = cost.between(points, points);
    if (costs.rows() != points.rows() || costs.columns() != points.rows()) {
      return Optional.of("there is not one cost for each pair of points");
    }
    float[] values = new float[points.rows() * points.rows()];
    costs.fill(0, points.rows(), values);
    for (float value : values) {
      if (!(value >= 0) || Float.isInfinite(value)) {
        return Optional.of("a cost is " + value);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> solver(OtSolver solver) {
    CostMatrix cost = CostMatrix.stored(2, 2, new float[] {0, 1, 1, 0});
    TransportResult result =
        solver.solve(new TransportProblem(cost, Weights.uniform(2), Weights.uniform(2)));
    double mass = Arrays.stream(result.plan().rowSums()).sum();
    return unless(Double.isFinite(result.value()), "its value is " + result.value())
        .or(() -> unless(Math.abs(mass - 1) < 0.1, "its plan moves " + mass + " of a mass of 1"));
  }

  private static Optional<String> optimizer(Optimizer optimizer) {
    float[] variables = {1, -1};
    optimizer.start(2).step(variables, new float[] {0.5f, -0.5f});
    boolean isFinite = Float.isFinite(variables[0]) && Float.isFinite(variables[1]);
    return unless(isFinite, "a step leads to " + Arrays.toString(variables));
  }

  private static Optional<String> encoder(Encoder encoder, LabeledDataset few) {
    LabeledDataset embedded = encoder.fit(few, SEED).encode(few);
    return unless(
        embedded.size() == few.size() && isFinite(embedded.features()),
        "not every sample is embedded");
  }

  private static Optional<String> distance(DatasetDistance distance, LabeledDataset few) {
    double apart = distance.between(few, cloud(3)).squared();
    double same = distance.between(few, few).squared();
    return unless(Double.isFinite(apart), "a distance is " + apart)
        .or(
            () ->
                unless(
                    Math.abs(same) <= 1e-2 * Math.abs(apart),
                    "a dataset is at distance " + same + " from itself"));
  }

  private static boolean isSquare(double[][] values, int n) {
    return values.length == n
        && Arrays.stream(values)
            .allMatch(row -> row.length == n && Arrays.stream(row).allMatch(Double::isFinite));
  }

  private static boolean isFinite(Matrix values) {
    return values.firstNonFinite() < 0;
  }

  private static Optional<String> unless(boolean fine, String fault) {
    return fine ? Optional.empty() : Optional.of(fault);
  }
}
