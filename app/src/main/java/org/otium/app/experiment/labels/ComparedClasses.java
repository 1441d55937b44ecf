package org.otium.app.experiment.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All classes of all datasets, and how far they are from each other.
 *
 * @param datasets the names of the datasets, each once
 * @param classes the classes, dataset by dataset
 * @param squared W₂² between all classes, in squared feature units
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record ComparedClasses(List<String> datasets, List<OneClass> classes, double[][] squared) {
  ComparedClasses {
    datasets = List.copyOf(datasets);
    classes = List.copyOf(classes);
  }

  /**
   * A class.
   *
   * @param dataset the position of its dataset
   * @param id its id there
   * @param name its name there
   * @param samples how many samples have mass in it
   * @param weight its share of the mass of the dataset
   * @param spread the root of the trace of its covariance, in feature units
   * @param mean its mean
   */
  record OneClass(
      int dataset, int id, String name, long samples, double weight, double spread, float[] mean) {}

  /** Two classes of which one is the nearest of the other. */
  record Nearest(int of, int is, double distance) {}

  int size() {
    return classes.size();
  }

  double distance(int k, int l) {
    return Math.sqrt(Math.max(0, squared[k][l]));
  }

  double[][] distances() {
    double[][] distances = new double[size()][size()];
    for (int k = 0; k < distances.length; k++) {
      for (int l = 0; l < distances.length; l++) {
        distances[k][l] = distance(k, l);
      }
    }
    return distances;
  }

  /** A class and its dataset, where there are several. */
  String name(int k) {
    OneClass one = classes.get(k);
    return datasets.size() == 1 ? one.name() : datasets.get(one.dataset()) + ": " + one.name();
  }

  List<String> names() {
    return IntStream.range(0, size()).mapToObj(this::name).toList();
  }

  /** The nearest other class in a dataset; the first where several are as near. */
  Optional<Nearest> nearest(int k, int dataset) {
    return nearest(k, first(dataset), first(dataset + 1));
  }

  /** The nearest class in any other dataset. */
  Optional<Nearest> nearestElsewhere(int k) {
    int own = classes.get(k).dataset();
    Optional<Nearest> before = nearest(k, 0, first(own));
    Optional<Nearest> after = nearest(k, first(own + 1), size());
    boolean isAfter =
        before.isEmpty()
            || (after.isPresent() && squared[k][after.get().is()] < squared[k][before.get().is()]);
    return isAfter ? after : before;
  }

  Optional<Nearest> nearestWithin(int k) {
    return nearest(k, classes.get(k).dataset());
  }

  /** The position of the first class of a dataset, or of a later one if it has none. */
  private int first(int dataset) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (classes.get(middle).dataset() < dataset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Optional<Nearest> nearest(int k, int from, int to) {
    int best = -1;
    for (int l = from; l < to; l++) {
      if (l != k && (best < 0 || squared[k][l] < squared[k][best])) {
        best = l;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(new Nearest(k, best, distance(k, best)));
  }

  /** The two classes of one dataset that are the most alike. */
  Optional<Nearest> mostAlikeWithin() {
    return IntStream.range(0, size())
        .mapToObj(this::nearestWithin)
        .flatMap(Optional::stream)
        .min((a, b) -> Double.compare(a.distance(), b.distance()));
  }

  /** The two classes of different datasets that are the most alike. */
  Optional<Nearest> mostAlikeElsewhere() {
    return IntStream.range(0, size())
        .mapToObj(this::nearestElsewhere)
        .flatMap(Optional::stream)
        .min((a, b) -> Double.compare(a.distance(), b.distance()));
  }

  /**
   * How many classes of a dataset have the class of the same name as their nearest in another.
   *
   * @param from whose classes
   * @param to where the nearest is looked for
   * @param hits those that do
   * @param of the classes whose name is there
   */
  record SameName(int from, int to, int hits, int of) {}

  /** Of all ordered pairs of datasets that share names of classes. */
  List<SameName> sameNames() {
    List<SameName> found = new ArrayList<>();
    for (int a = 0; a < datasets.size(); a++) {
      for (int b = 0; b < datasets.size(); b++) {
        int to = b;
        Set<String> there =
            classes.subList(first(b), first(b + 1)).stream()
                .map(OneClass::name)
                .collect(Collectors.toSet());
        int[] shared =
            IntStream.range(first(a), first(a + 1))
                .filter(k -> there.contains(classes.get(k).name()))
                .toArray();
        if (a != b && shared.length > 0) {
          int hits =
              (int)
                  IntStream.of(shared)
                      .filter(
                          k ->
                              nearest(k, to)
                                  .filter(
                                      n -> classes.get(n.is()).name().equals(classes.get(k).name()))
                                  .isPresent())
                      .count();
          found.add(new SameName(a, b, hits, shared.length));
        }
      }
    }
    return found;
  }

  /** The mean over the classes of a dataset of the distance to the nearest in another. */
  double[][] betweenDatasets() {
    int m = datasets.size();
    double[][] means = new double[m][m];
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        int to = b;
        means[a][b] =
            IntStream.range(first(a), first(a + 1))
                .mapToObj(k -> nearest(k, to))
                .flatMap(Optional::stream)
                .mapToDouble(Nearest::distance)
                .average()
                .orElse(Double.NaN);
      }
    }
    return means;
  }
}
