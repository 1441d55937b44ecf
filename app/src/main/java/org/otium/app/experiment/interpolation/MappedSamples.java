package org.otium.app.experiment.interpolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.Classifier;
import org.otium.api.DatasetMap;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Workspace;
import org.otium.settings.SettingsBinder;
import org.otium.spi.Kind;

/**
 * Samples of the target where a map takes them.
 *
 * @param from the samples
 * @param to the dataset that they are mapped to
 * @param image where the map takes them, with their weights
 * @param given the class that the map gives each most of, by its position in {@code to}
 * @param places the class of the nearest sample of {@code to}, likewise; nothing where there is
 *     nothing that finds nearest samples
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record MappedSamples(
    LabeledDataset from,
    LabeledDataset to,
    LabeledDataset image,
    int[] given,
    Optional<int[]> places) {
  private static final int MOST = 1000;

  /** Maps some samples to each of the datasets; nothing where there are no maps. */
  static List<MappedSamples> of(Interpolated made, long seed, Workspace workspace) {
    int m = made.sources().size();
    LabeledDataset some = Preparation.subset(made.target(), MOST, seed).dataset();
    List<MappedSamples> all = new ArrayList<>();
    int firstClass = 0;
    for (int k = 0; k < m; k++) {
      double[] corner = new double[m];
      corner[k] = 1;
      LabeledDataset there = made.sources().get(k);
      Optional<DatasetMap> map = made.prepared().mapAt(Weights.proportional(corner));
      if (map.isPresent()) {
        LabeledDataset image = map.get().apply(some);
        // Classes of the datasets have ids one after the other in what lies between them.
        int first = firstClass;
        int[] given = classes(image);
        Arrays.setAll(given, i -> given[i] - first);
        all.add(new MappedSamples(some, there, image, given, places(image, there, workspace)));
      }
      firstClass += there.classIds().length;
    }
    return List.copyOf(all);
  }

  private static int[] classes(LabeledDataset samples) {
    int[] ids = new int[samples.size()];
    Arrays.setAll(ids, samples.labels()::classOf);
    return ids;
  }

  private static Optional<int[]> places(
      LabeledDataset image, LabeledDataset there, Workspace workspace) {
    if (workspace.plugins().find(Kind.CLASSIFIER, "k-nn").isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> nearest = Map.of("name", "k-nn", "k", 1);
    Classifier classifier =
        (Classifier)
            new SettingsBinder(workspace.plugins())
                .bindPlugin(Kind.CLASSIFIER, nearest, "k-nn")
                .value();
    var found = classifier.fit(there, 0).predict(image.features());
    int[] places = new int[image.size()];
    Arrays.setAll(places, i -> Arrays.binarySearch(there.classIds(), found.classOf(i)));
    return Optional.of(places);
  }
}
