package org.otium.app.experiment.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.otium.api.Accuracy;
import org.otium.api.Classifier;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Weights;
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

  /** What measures the weights of the projection. */
  private static final String PROJECTION = "weights â";

  private final TransferSettings settings;
  private final List<LabeledDataset> sources;
  private final LabeledDataset test;
  private final Classifier nearest;
  private final long seed;
  private final String name;
  private final LabeledDataset few;
  private final Once<LabeledDataset> known;
  private final Once<LatentSpace> space;
  private final Once<List<LabeledDataset>> inside;
  private final Once<LabeledDataset> reference;
  private final Once<Interpolation.Prepared> between;
  private final Once<Interpolation.Prepared> mixed;
  private final Once<Interpolation.Prepared> pooled;

  /**
   * Draws the labelled samples. What takes time is done when it is needed.
   *
   * @param target the target, whose labels are only looked at to draw them
   * @param nearest labels samples by their neighbours
   * @param seed decides everything random
   * @param name what the repetition is called
   */
  Transfer(
      TransferSettings settings,
      List<LabeledDataset> sources,
      LabeledDataset target,
      LabeledDataset test,
      Classifier nearest,
      long seed,
      String name) {
    this.settings = settings;
    this.sources = sources;
    this.test = test;
    this.nearest = nearest;
    this.seed = seed;
    this.name = name;
    this.few = Subsets.perClass(target, settings.shots(), seed).dataset();
    this.known = new Once<>(() -> labelled(target));
    this.space = new Once<>(() -> LatentSpace.of(settings.encoder(), known.get(), seed));
    this.inside = new Once<>(() -> sources.stream().map(space.get()::entered).toList());
    this.reference = new Once<>(() -> space.get().entered(known.get()));
    this.between = new Once<>(() -> prepared(settings.interpolation()));
    this.mixed = new Once<>(() -> settings.mixup().prepare(sources, known.get(), seed));
    this.pooled = new Once<>(() -> settings.pooling().prepare(sources, known.get(), seed));
  }

  private LabeledDataset labelled(LabeledDataset target) {
    Labels shares = nearest.fit(few, seed).predict(target.features());
    int[] ids = new int[target.size()];
    Arrays.setAll(ids, shares::classOf);
    return target.withLabels(Labels.hard(ids));
  }

  /** An interpolation in the space of the encoder. */
  private Interpolation.Prepared prepared(Interpolation interpolation) {
    return interpolation.prepare(inside.get(), reference.get(), seed);
  }

  /** What came of it. */
  record Result(
      Map<String, Double> accuracies, Interpolation.Projection projection, double[] simplex) {}

  /** Everything that is measured, in the order in which it is. */
  List<Unit> units() {
    int m = sources.size();
    List<Unit> units = new ArrayList<>();
    units.add(new Unit(name, PROJECTION, PackedProjection.size(m)));
    accuracies(Weights.uniform(m)).keySet().forEach(row -> units.add(Unit.accuracy(name, row)));
    int points = points().size();
    for (int p = 0; p < points; p++) {
      units.add(Unit.accuracy(name, point(p)));
    }
    return units;
  }

  /** Tries everything. */
  Result run(Units units) {
    int m = sources.size();
    Interpolation.Projection projection =
        PackedProjection.unpacked(
            units.numbers(
                new Unit(name, PROJECTION, PackedProjection.size(m)),
                () -> PackedProjection.packed(projection(between.get()))),
            m);
    Map<String, Double> accuracies = new LinkedHashMap<>();
    accuracies(projection.weights())
        .forEach((row, accuracy) -> accuracies.put(row, units.accuracy(name, row, accuracy)));
    List<Weights> points = points();
    double[] simplex = new double[points.size()];
    for (int p = 0; p < simplex.length; p++) {
      Weights weights = points.get(p);
      simplex[p] =
          units.accuracy(
              name,
              point(p),
              () -> carriedOver(apart(space.get().left(between.get().at(weights)))));
    }
    return new Result(accuracies, projection, simplex);
  }

  private List<Weights> points() {
    return settings.simplex() ? SimplexPoints.grid(sources.size(), SimplexPoints.PARTS) : List.of();
  }

  private static String point(int p) {
    return "point " + (p + 1) + " of the simplex";
  }

  /** The accuracies of all rows, none of which is measured yet. */
  private Map<String, DoubleSupplier> accuracies(Weights best) {
    int m = sources.size();
    Weights even = Weights.uniform(m);
    Map<String, Supplier<LabeledDataset>> pretraining = new LinkedHashMap<>();
    pretraining.put("projection, â", () -> space.get().left(between.get().at(best)));
    pretraining.put("projection, even weights", () -> space.get().left(between.get().at(even)));
    for (TransferSettings.Projection other : settings.projections()) {
      pretraining.put(
          other.row(),
          () -> {
            Interpolation.Prepared maps = prepared(other.interpolation());
            return space.get().left(maps.at(projection(maps).weights()));
          });
    }
    pretraining.put("mixup, â", () -> mixed.get().at(best));
    pretraining.put("mixup, even weights", () -> mixed.get().at(even));
    pretraining.put("pooled", () -> pooled.get().at(even));
    pretraining.put(SUB_POOLED, () -> space.get().left(prepared(settings.subPooling()).at(even)));
    for (int i = 0; i < m; i++) {
      double[] corner = new double[m];
      corner[i] = 1;
      Weights one = Weights.proportional(corner);
      pretraining.put(sources.get(i).name() + ALONE, () -> pooled.get().at(one));
    }
    Map<String, DoubleSupplier> accuracies = new LinkedHashMap<>();
    pretraining.forEach(
        (row, dataset) -> {
          boolean isOfTarget = row.equals(SUB_POOLED);
          accuracies.put(row, () -> carriedOver(isOfTarget ? dataset.get() : apart(dataset.get())));
        });
    Classifier alone = settings.alone().orElse(settings.classifier());
    accuracies.put(FEW, () -> Accuracy.of(alone.fit(few, seed), test).value());
    accuracies.put(NEAREST, () -> Accuracy.of(nearest.fit(few, seed), test).value());
    return accuracies;
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
