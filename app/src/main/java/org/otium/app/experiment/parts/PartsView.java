package org.otium.app.experiment.parts;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.experiment.interpolation.InterpolationFiles;
import org.otium.app.experiment.interpolation.InterpolationView;
import org.otium.app.text.Numbers;

/**
 * An interpolation of which some samples are shown.
 *
 * @param target the samples of the target that are shown
 * @param aboutTarget the target in words
 * @param sourceNames the names of the datasets
 * @param moved where the maps take the samples, by dataset
 * @param weights a
 * @param found what is nearest to the target
 * @param words the datasets in words
 */
record PartsView(
    LabeledDataset target,
    String aboutTarget,
    List<String> sourceNames,
    List<Matrix> moved,
    Weights weights,
    Interpolation.Projection found,
    Map<String, String> words)
    implements InterpolationView {
  /** How many files of a dataset a report names. */
  private static final int FILES = 3;

  /** The samples that are shown: those that are shown of a dataset that fits one machine. */
  static int[] shown(PartsPlan plan, SeenDataset target) {
    long bytes = (long) Float.BYTES * plan.target().dimension() * (plan.from().size() + 1);
    return InterpolationFiles.shown(
        plan.target().shape().isImage(),
        target.classOf(),
        target.ids().length,
        Math.clamp(PartsPlan.IMAGE_BYTES / bytes, 1, Integer.MAX_VALUE));
  }

  /**
   * Puts together what is shown.
   *
   * @param shown which samples of the target
   * @param features theirs by map, and their own behind these
   */
  static PartsView of(
      Looks looks,
      int[] shown,
      List<float[]> features,
      Weights weights,
      Interpolation.Projection projection) {
    PartedDataset target = looks.plan().target();
    SeenDataset seen = looks.seen().getFirst();
    List<Matrix> all =
        features.stream().map(own -> Matrix.wrap(shown.length, target.dimension(), own)).toList();
    LabeledDataset samples =
        LabeledDataset.of(
                target.name(),
                all.getLast(),
                Labels.hard(Arrays.stream(shown).map(i -> seen.ids()[seen.classOf()[i]]).toArray()))
            .withClassNames(target.classNames())
            .withShape(target.shape());
    Map<String, String> words = new LinkedHashMap<>();
    for (int k = 0; k < looks.seen().size(); k++) {
      words.putAll(words(looks, k));
    }
    return new PartsView(
        samples,
        target.name() + " (" + size(target, seen) + ")",
        looks.plan().from().stream().map(PartedDataset::name).toList(),
        all.subList(0, all.size() - 1),
        weights,
        projection,
        words);
  }

  private static String size(PartedDataset dataset, SeenDataset seen) {
    return Numbers.counted(dataset.size(), "sample")
        + ", "
        + Numbers.counted(seen.ids().length, "class")
        + ", "
        + dataset.shape().describe();
  }

  private static Map<String, String> words(Looks looks, int k) {
    PartedDataset dataset = looks.plan().dataset(k);
    String stored = dataset.steps().stored().describe();
    String shape = stored.equals(dataset.shape().describe()) ? "" : ", made from " + stored;
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(
        dataset.name(),
        dataset.reference()
            + " (parquet, "
            + Numbers.counted(dataset.files().size(), "file")
            + ")");
    rows.put(dataset.name() + " samples", size(dataset, looks.seen().get(k)) + shape);
    for (int f = 0; f < Math.min(FILES, dataset.files().size()); f++) {
      rows.put(
          dataset.name() + " file " + (f + 1),
          dataset.files().get(f) + ", SHA-256 " + looks.files().get(k).get(f).sha256());
    }
    return rows;
  }

  @Override
  public Optional<Interpolation.Projection> projection() {
    return Optional.of(found);
  }

  @Override
  public boolean measures() {
    return true;
  }

  @Override
  public Optional<Matrix> images(int[] samples, Weights at) {
    float[] features = new float[target.size() * target.dimension()];
    for (int map = 0; map < moved.size(); map++) {
      float weight = (float) at.get(map);
      float[] own = moved.get(map).array();
      for (int i = 0; weight > 0 && i < features.length; i++) {
        features[i] += weight * own[i];
      }
    }
    return Optional.of(
        Matrix.wrap(target.size(), target.dimension(), features).selectRows(samples));
  }
}
