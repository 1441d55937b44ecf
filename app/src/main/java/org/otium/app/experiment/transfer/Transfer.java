package org.otium.app.experiment.transfer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.otium.api.Accuracy;
import org.otium.api.Classifier;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Weights;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.WatchedMappings;
import org.otium.app.experiment.interpolation.SimplexPoints;
import org.otium.data.Subsets;

/**
 * One repetition of GG §5.2: a few samples of the target are labelled, the others get the labels of
 * their nearest neighbours among them (GG fig. 3), datasets are made between the others as seen
 * from the target, and what is learned from each is carried over to the target.
 *
 * <p>Carrying over: a classifier learns from the dataset that was made, and is fine-tuned with the
 * few labelled samples, in the way of its kind ({@link Classifier.Trained#fineTune}).
 */
final class Transfer {
  /** The one dataset whose labels are those of the target. */
  private static final String SUB_POOLED = "sub-pooled";

  static final String FEW = "few shots only";
  static final String NEAREST = "nearest neighbour";

  /** What the name of a dataset ends with where nothing else was learned from. */
  static final String ALONE = " alone";

  private final TransferSettings settings;
  private final List<LabeledDataset> sources;
  private final LabeledDataset few;
  private final LabeledDataset known;
  private final LabeledDataset test;
  private final long seed;
  private final StopSignal stop;

  /**
   * Draws the labelled samples.
   *
   * @param target the target, whose labels are only looked at to draw them
   * @param nearest labels samples by their neighbours
   */
  Transfer(
      TransferSettings settings,
      List<LabeledDataset> sources,
      LabeledDataset target,
      LabeledDataset test,
      Classifier nearest,
      long seed,
      StopSignal stop) {
    this.settings = settings;
    this.sources = sources;
    this.test = test;
    this.seed = seed;
    this.stop = stop;
    this.few = Subsets.perClass(target, settings.shots(), seed).dataset();
    Labels shares = nearest.fit(few, seed).predict(target.features());
    int[] ids = new int[target.size()];
    Arrays.setAll(ids, shares::classOf);
    this.known = target.withLabels(Labels.hard(ids));
  }

  /** What came of it. */
  record Result(
      Map<String, Double> accuracies, Interpolation.Projection projection, double[] simplex) {}

  /** Tries everything. */
  Result run(Classifier nearest, Progress progress) {
    int m = sources.size();
    LatentSpace space = LatentSpace.of(settings.encoder(), known, seed);
    List<LabeledDataset> inside = sources.stream().map(space::entered).toList();
    LabeledDataset reference = space.entered(known);
    Interpolation.Prepared between = settings.interpolation().prepare(inside, reference, seed);
    Interpolation.Projection projection = projection(between);
    Weights best = projection.weights();
    Weights even = Weights.uniform(m);
    Map<String, Supplier<LabeledDataset>> pretraining = new LinkedHashMap<>();
    Interpolation.Prepared mixed = settings.mixup().prepare(sources, known, seed);
    Interpolation.Prepared pooled = settings.pooling().prepare(sources, known, seed);
    pretraining.put("projection, â", () -> space.left(between.at(best)));
    pretraining.put("projection, even weights", () -> space.left(between.at(even)));
    for (TransferSettings.Projection other : settings.projections()) {
      pretraining.put(
          other.row(),
          () -> {
            Interpolation.Prepared maps = other.interpolation().prepare(inside, reference, seed);
            return space.left(maps.at(projection(maps).weights()));
          });
    }
    pretraining.put("mixup, â", () -> mixed.at(best));
    pretraining.put("mixup, even weights", () -> mixed.at(even));
    pretraining.put("pooled", () -> pooled.at(even));
    pretraining.put(
        SUB_POOLED,
        () -> space.left(settings.subPooling().prepare(inside, reference, seed).at(even)));
    for (int i = 0; i < m; i++) {
      double[] corner = new double[m];
      corner[i] = 1;
      Weights one = Weights.proportional(corner);
      pretraining.put(sources.get(i).name() + ALONE, () -> pooled.at(one));
    }
    Map<String, Double> accuracies = new LinkedHashMap<>();
    pretraining.forEach(
        (name, dataset) -> {
          WatchedMappings.checkGoesOn(stop);
          progress.phase("Learning from: " + name);
          LabeledDataset made = dataset.get();
          boolean isOfTarget = name.equals(SUB_POOLED);
          accuracies.put(name, carriedOver(isOfTarget ? made : apart(made)));
        });
    Classifier alone = settings.alone().orElse(settings.classifier());
    accuracies.put(FEW, Accuracy.of(alone.fit(few, seed), test).value());
    accuracies.put(NEAREST, Accuracy.of(nearest.fit(few, seed), test).value());
    return new Result(accuracies, projection, simplex(between, space, progress));
  }

  private static Interpolation.Projection projection(Interpolation.Prepared between) {
    return between
        .projection()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "this interpolation has no notion of what is nearest to the target",
                    "Choose one that has, such as generalized-geodesic."));
  }

  private double[] simplex(Interpolation.Prepared between, LatentSpace space, Progress progress) {
    if (!settings.simplex()) {
      return new double[0];
    }
    List<Weights> points = SimplexPoints.grid(sources.size(), SimplexPoints.PARTS);
    double[] accuracies = new double[points.size()];
    for (int p = 0; p < accuracies.length; p++) {
      WatchedMappings.checkGoesOn(stop);
      progress.phase("Point " + (p + 1) + " of " + accuracies.length + " of the simplex");
      accuracies[p] = carriedOver(apart(space.left(between.at(points.get(p)))));
    }
    return accuracies;
  }

  /** The same samples, of classes whose ids the target does not have: they are other classes. */
  private LabeledDataset apart(LabeledDataset dataset) {
    int first = Arrays.stream(few.classIds()).max().orElse(-1) + 1;
    Labels labels = dataset.labels();
    int[] ids = labels.classIds();
    int[] others = IntStream.range(first, first + ids.length).toArray();
    if (labels instanceof Labels.Hard hard) {
      return dataset.withLabels(
          Labels.hard(
              Arrays.stream(hard.toArray())
                  .map(id -> others[Arrays.binarySearch(ids, id)])
                  .toArray()));
    }
    int entries = ((Labels.Soft) labels).entries();
    int[] starts = new int[dataset.size() + 1];
    int[] columns = new int[entries];
    float[] shares = new float[entries];
    int[] at = {0};
    for (int i = 0; i < dataset.size(); i++) {
      labels.forEachShare(
          i,
          (id, share) -> {
            columns[at[0]] = Arrays.binarySearch(ids, id);
            shares[at[0]++] = share;
          });
      starts[i + 1] = at[0];
    }
    return dataset.withLabels(
        Labels.sparse(others, starts, Arrays.copyOf(columns, at[0]), Arrays.copyOf(shares, at[0])));
  }

  /** The accuracy on the target of what was learned from another dataset and then from the few. */
  private double carriedOver(LabeledDataset pretraining) {
    Classifier.Trained tuned = settings.classifier().fit(pretraining, seed).fineTune(few, seed);
    return Accuracy.of(tuned.predict(test.features()), test).value();
  }
}
