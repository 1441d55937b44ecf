package org.otium.app.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;

/** The operations of one run. */
final class Counting {
  private static final int MOST_SAMPLES = 5000;

  private final String task;
  private final Map<String, Object> settings;
  private final List<LabeledDataset> datasets;
  private final Function<Object, LabeledDataset> reading;
  private final int threads;
  private final FeatureShape shape;
  private final Work work;

  /**
   * Counts nothing yet.
   *
   * @param reading finds datasets that settings refer to
   * @param budget how many bytes may be held at once
   */
  Counting(
      String task,
      Map<String, Object> settings,
      List<LabeledDataset> datasets,
      Function<Object, LabeledDataset> reading,
      int threads,
      long budget) {
    this.task = task;
    this.settings = settings;
    this.datasets = datasets;
    this.reading = reading;
    this.threads = threads;
    // Images may be resized to the shape of the last dataset, or of the first where that leads.
    boolean firstLeads = settings.containsKey("target");
    FeatureShape given = (firstLeads ? datasets.getFirst() : datasets.getLast()).shape();
    Transformed made = Transformed.of(given, settings);
    this.shape = made.shape();
    this.work =
        new Work(shape.dimension(), classes(0), classes(datasets.size() - 1), threads, budget);
    int samples = number("samples", number("particles", number("dataset-samples", MOST_SAMPLES)));
    made.addTo(work, Math.min(samples, datasets.getFirst().size()), datasets.size(), threads);
  }

  private int number(String key, int otherwise) {
    return settings.get(key) instanceof Number number ? number.intValue() : otherwise;
  }

  private static int number(Map<?, ?> map, String key, int otherwise) {
    return map.get(key) instanceof Number number ? number.intValue() : otherwise;
  }

  private List<?> list(String key, List<?> otherwise) {
    return settings.get(key) instanceof List<?> list ? list : otherwise;
  }

  private int atMost(int dataset, int samples) {
    return Math.min(samples, datasets.get(dataset).size());
  }

  private int classes(int dataset) {
    return datasets.get(dataset).classIds().length;
  }

  private LearningCost learning(int classes) {
    return new LearningCost(shape, classes, threads);
  }

  private RoughCost cost(List<Integer> samples) {
    return new RoughCost(samples, shape.dimension(), work.bytes, work.seconds);
  }

  RoughCost cost() {
    return switch (task) {
      case "flow" -> flow();
      case "distance", "distances" -> distances();
      case "label-distances" -> labels();
      case "distill" -> distillation();
      case "k-shot" -> shots();
      case "classify" -> classification();
      case "transfer" -> transfer();
      default -> interpolation();
    };
  }

  private RoughCost flow() {
    int particles = number("particles", MOST_SAMPLES);
    int n = atMost(0, particles);
    int m = atMost(1, number("target-particles", particles));
    int steps = number("steps", 1);
    double before = work.seconds;
    work.functional(settings.get("functional"), n, m);
    work.seconds = before + steps * (work.seconds - before);
    if (settings.get("metric") instanceof Map<?, ?>) {
      work.transport(n, m, 2 * Work.COLD_PASSES, true);
      work.classes(n, m, 2);
    }
    if (settings.get("evaluate") instanceof Map<?, ?> evaluation) {
      evaluation(evaluation, n, steps);
    }
    recorded(n, steps);
    return cost(List.of(n, m));
  }

  /** A classifier learns before the flow, and labels particles along it. */
  private void evaluation(Map<?, ?> spec, int n, int steps) {
    Object data = Objects.requireNonNullElse(spec.get("data"), "target");
    LabeledDataset learned = data.equals("target") ? datasets.getLast() : reading.apply(data);
    int samples = Math.min(number(spec, "samples", 2000), learned.size());
    double answers = 2 + steps / (double) Math.max(1, number(spec, "every", 10));
    Object classifier = spec.get("classifier");
    if (classifier != null) {
      work.seconds += learning(learned.classIds().length).seconds(classifier, samples, answers * n);
    }
  }

  private void recorded(int n, int steps) {
    double recorded = 4.0 * n * shape.dimension() * Math.min(steps + 1, 200);
    work.bytes += Math.min(recorded, number("record-megabytes", 64) * (double) (1 << 20));
  }

  /** Few particles a class that flow, and classifiers that learn from them and from others. */
  private RoughCost distillation() {
    int classes = classes(0);
    int n = number("per-class", 10) * classes;
    int m = atMost(0, number("samples", Integer.MAX_VALUE));
    int test = atMost(datasets.size() - 1, number("test-samples", Integer.MAX_VALUE));
    double before = work.seconds;
    work.functional(settings.get("functional"), n, m);
    work.seconds = before + number("steps", 1) * (work.seconds - before);
    int repeats = number("repeats", 1);
    List<?> learners = list("classifiers", List.of());
    LearningCost learning = learning(classes);
    for (Object learner : learners) {
      // From the samples, those that they began as and random ones; from centroids; and from all.
      work.seconds += (3 * repeats + 1) * learning.seconds(learner, n, test);
      work.seconds += learning.seconds(learner, atMost(0, number("whole-samples", m)), test);
    }
    if (!learners.isEmpty()) {
      work.seconds += number("scored-frames", 0) * learning.seconds(learners.getFirst(), n, test);
    }
    recorded(n, number("steps", 1));
    return cost(List.of(n, m));
  }

  /** Every method flows towards every number of samples, and a classifier learns from both. */
  private RoughCost shots() {
    int n = atMost(datasets.size() - 1, number("samples", MOST_SAMPLES));
    int test = atMost(1, number("test-samples", MOST_SAMPLES));
    int classes = classes(0);
    Object learner = settings.getOrDefault("classifier", "");
    double once = work.seconds;
    double most = 0;
    int few = 1;
    for (Object shot : list("shots", List.of(1))) {
      few = atMost(0, (shot instanceof Number k ? k.intValue() : 1) * classes);
      work.seconds += learning(classes).seconds(learner, few, test);
      for (Object method : list("methods", List.of())) {
        work.bytes = 0;
        if (method instanceof Map<?, ?> one) {
          double before = work.seconds;
          work.functional(one.get("functional"), n, few);
          work.seconds = before + number(one, "steps", 1) * (work.seconds - before);
          if ("by-sample".equals(one.get("naming"))) {
            work.transport(n, few, Work.COLD_PASSES, false);
          }
          given(one, n, few, test);
        }
        most = Math.max(most, work.bytes);
      }
    }
    work.bytes = most;
    work.seconds = once + number("repeats", 1) * (work.seconds - once);
    return cost(List.of(n, few));
  }

  /** A row for each of the samples that a method gives, and each way to learn from them. */
  private void given(Map<?, ?> method, int n, int few, int test) {
    LearningCost learning = learning(classes(0));
    Object learner = settings.getOrDefault("classifier", "");
    List<?> gives = method.get("gives") instanceof List<?> list ? list : List.of("flowed");
    for (Object what : gives) {
      int snapshots = Math.min(number("snapshots", 10), Math.max(1, number(method, "steps", 1)));
      boolean isMapped = "mapped".equals(what);
      double samples =
          "trajectory".equals(what)
              ? (double) n * snapshots
              : isMapped ? number("mapped-samples", n) : n;
      if (isMapped && settings.get("map") instanceof Map<?, ?> map && map.containsKey("epochs")) {
        double seen = (double) number(map, "restarts", 1) * number(map, "epochs", 20) * n;
        work.seconds +=
            NetworkWork.hourglass(shape)
                .learning(seen, Math.ceil(seen / number(map, "batch", 64)), threads);
      }
      for (Object way : list("learning", List.of("together"))) {
        work.seconds +=
            switch (String.valueOf(way)) {
              case "fine-tuned" -> learning.tuned(learner, samples, few, test);
              case "flowed-only" -> learning.seconds(learner, samples, test);
              default -> learning.seconds(learner, samples + few, test);
            };
      }
    }
  }

  /** A classifier learns, or only answers. */
  private RoughCost classification() {
    int n = atMost(0, number("samples", MOST_SAMPLES));
    int test = atMost(1, number("test-samples", MOST_SAMPLES));
    Object learner = settings.getOrDefault("classifier", "");
    LearningCost learning = learning(classes(0));
    boolean hasLearned = !"".equals(settings.getOrDefault("weights", ""));
    boolean tunes = Boolean.TRUE.equals(settings.get("fine-tune"));
    work.seconds +=
        hasLearned
            ? learning.tuned(learner, 0, tunes ? n : 0, n + (double) test)
            : learning.seconds(learner, n, n + (double) test);
    work.bytes += 8.0 * shape.dimension() * (n + test);
    return cost(List.of(n, test));
  }

  private RoughCost distances() {
    List<Integer> samples = each(number("samples", MOST_SAMPLES));
    for (int k = 0; k < samples.size(); k++) {
      for (int l = k + 1; l < samples.size(); l++) {
        work.transport(samples.get(k), samples.get(l), Work.COLD_PASSES, true);
        work.classes(samples.get(k), samples.get(l), 1);
      }
    }
    int atOnce = Math.min(threads, samples.size() * (samples.size() - 1) / 2);
    int pairs = Math.max(1, samples.size() * (samples.size() - 1) / 2);
    work.bytes = work.bytes * atOnce / pairs;
    return cost(samples);
  }

  /** One pass for the covariances of all classes, and distances between all of them. */
  private RoughCost labels() {
    List<Integer> samples = each(number("samples", Integer.MAX_VALUE));
    int d = shape.dimension();
    double square = "diagonal".equals(settings.get("covariances")) ? d : (double) d * d;
    boolean areMeans =
        settings.get("label-distance") instanceof Map<?, ?> label
            && "means".equals(label.get("name"));
    double all = 0;
    double most = 0;
    for (int k = 0; k < samples.size(); k++) {
      all += classes(k);
      work.seconds += 2.0 * samples.get(k) * square / (Rates.OPERATIONS * threads);
      most = Math.max(most, 16 * classes(k) * square);
    }
    for (int k = 0; k < samples.size() && !areMeans; k++) {
      double rank = Math.min(d, (double) samples.get(k) / classes(k));
      double cross = 2.0 * d * rank * rank + 20 * rank * rank * rank;
      work.seconds += classes(k) * all / 2 * cross / (Rates.OPERATIONS * threads);
    }
    work.bytes += most + 8 * all * all;
    return cost(samples);
  }

  private List<Integer> each(int asked) {
    List<Integer> samples = new ArrayList<>();
    for (int k = 0; k < datasets.size(); k++) {
      samples.add(atMost(k, asked));
    }
    return samples;
  }

  /** Maps between the first dataset and those of a list, by transport or by networks. */
  private void maps(int n, List<Integer> sources, int first) {
    Object mapping =
        settings.get("interpolation") instanceof Map<?, ?> between ? between.get("mapping") : "";
    for (int k = 0; k < sources.size(); k++) {
      if (mapping instanceof Map<?, ?> map && map.containsKey("inner-iterations")) {
        MapCost cost = new MapCost(map, shape, classes(0), classes(first + k), threads);
        work.seconds += cost.learning() + cost.mapping(2.0 * n);
        work.bytes += 8.0 * shape.dimension() * (n + sources.get(k));
      } else {
        work.transport(n, sources.get(k), Work.COLD_PASSES, true);
      }
      work.classes(n, sources.get(k), 1);
    }
  }

  private RoughCost interpolation() {
    List<Integer> samples = each(number("dataset-samples", MOST_SAMPLES));
    maps(samples.getFirst(), samples.subList(1, samples.size()), 1);
    return cost(samples);
  }

  /** Datasets between others, and a classifier that learns from each and then from the few. */
  private RoughCost transfer() {
    List<Integer> samples = each(number("samples", MOST_SAMPLES));
    int n = samples.getFirst();
    int test = atMost(1, number("test-samples", MOST_SAMPLES));
    List<Integer> sources = samples.subList(2, samples.size());
    int few = Math.min(n, number("shots", 5) * classes(0));
    Object learner = settings.getOrDefault("classifier", "");
    double before = work.seconds;
    maps(n, sources, 2);
    int all = classes(0);
    for (int k = 0; k < sources.size(); k++) {
      all += classes(2 + k);
    }
    // Two projections, two of mixup, both poolings, each source alone; and the simplex.
    boolean hasSimplex = Boolean.TRUE.equals(settings.get("simplex"));
    int rows = 6 + sources.size() + (hasSimplex ? 36 : 0);
    LearningCost learning = learning(all);
    work.seconds += rows * learning.tuned(learner, n, few, test);
    work.seconds += learning(classes(0)).seconds(learner, few, test);
    work.seconds = before + number("repeats", 1) * (work.seconds - before);
    return cost(samples);
  }
}
