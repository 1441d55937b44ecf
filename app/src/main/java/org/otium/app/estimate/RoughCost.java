package org.otium.app.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.recipes.PlannedRun;
import org.otium.app.recipes.Task;

/**
 * Roughly what a run takes, from the sizes of its datasets and what its settings name. Counted are
 * the operations of what takes longest: costs between pairs of samples (2d each), passes over them
 * until transport has converged, covariances of classes and distances between them, sorted slices
 * of measures, learning. How fast a thread does them is what was seen on common machines, and how
 * many passes it takes depends on the data: the time is right to within a factor of several, not
 * better.
 *
 * @param samples how many samples of each dataset are used
 * @param features how many features they have
 * @param bytes what is held at once beside the datasets themselves
 * @param seconds how long it takes
 */
public record RoughCost(List<Integer> samples, int features, double bytes, double seconds) {
  private static final Set<String> COVERED =
      Set.of(
          "flow",
          "distance",
          "distances",
          "label-distances",
          "interpolate",
          "transfer",
          "distill",
          "k-shot",
          "classify");

  private static final int MOST_SAMPLES = 5000;

  /** Multiplications and additions a second and thread, in matrix products. */
  private static final double OPERATIONS = 15e9;

  /** Entries of a cost a second and thread that one pass of a solver looks at. */
  private static final double ENTRIES = 5e8;

  /** Passes until transport has converged, from where the last step of a flow ended or anew. */
  private static final double WARM_PASSES = 60;

  private static final double COLD_PASSES = 300;

  /** Operations of plain loops a second. */
  private static final double PLAIN = 3e8;

  /** Those of loops that the compiler makes vectors of. */
  private static final double FAST = 3.5e9;

  /** What every run takes: plots, files, the report. */
  private static final double OVERHEAD = 1;

  /** Copies the list. */
  public RoughCost {
    samples = List.copyOf(samples);
  }

  /**
   * Whether it is known what a task takes.
   *
   * @param task a task
   * @return false for tasks whose operations are not counted here
   */
  public static boolean covers(Task task) {
    return COVERED.contains(task.name());
  }

  /**
   * Estimates a run. Its datasets are read.
   *
   * @param task what it does, one that is covered
   * @param run with resolved settings
   * @param workspace where its datasets are found
   * @param known datasets that were read before, by what the settings say; more are added
   * @return the estimate
   */
  public static RoughCost of(
      Task task, PlannedRun run, Workspace workspace, Map<String, LabeledDataset> known) {
    Map<String, Object> settings = run.settings();
    List<LabeledDataset> datasets = new ArrayList<>();
    for (Object reference : references(task, settings)) {
      datasets.add(
          known.computeIfAbsent(
              String.valueOf(reference),
              _ -> workspace.library().load(reference, seed(settings)).dataset()));
    }
    // Images may be resized to the shape of the last dataset, or of the first where that leads.
    boolean firstLeads = settings.containsKey("target");
    int d = (firstLeads ? datasets.getFirst() : datasets.getLast()).dimension();
    int threads = workspace.machine().threads();
    return new Counting(
            task.name(), settings, datasets, d, threads, workspace.machine().memoryBudget())
        .cost();
  }

  private static long seed(Map<String, Object> settings) {
    return settings.get("seed") instanceof Number number ? number.longValue() : 0;
  }

  private static List<Object> references(Task task, Map<String, Object> settings) {
    List<Object> references = new ArrayList<>();
    for (String role : task.inputs().roles()) {
      Object given = settings.getOrDefault(role, "");
      if (given instanceof List<?> list) {
        references.addAll(list);
      } else if (!given.equals("")) {
        references.add(given);
      }
    }
    return references;
  }

  /**
   * The estimate for a program.
   *
   * @return a tree
   */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("samples", samples);
    tree.put("features", features);
    tree.put("bytes", bytes);
    tree.put("seconds", seconds);
    return tree;
  }

  /** The operations of one run. */
  private static final class Counting {
    private final String task;
    private final Map<String, Object> settings;
    private final List<LabeledDataset> datasets;
    private final int d;
    private final int threads;
    private final double budget;
    private double bytes;
    private double seconds = OVERHEAD;

    Counting(
        String task,
        Map<String, Object> settings,
        List<LabeledDataset> datasets,
        int d,
        int threads,
        long budget) {
      this.task = task;
      this.settings = settings;
      this.datasets = datasets;
      this.d = d;
      this.threads = threads;
      this.budget = budget;
    }

    private int number(String key, int otherwise) {
      return settings.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    private int atMost(int dataset, int samples) {
      return Math.min(samples, datasets.get(dataset).size());
    }

    private int classes(int dataset) {
      return datasets.get(dataset).classIds().length;
    }

    RoughCost cost() {
      return switch (task) {
        case "flow" -> flow();
        case "distance", "distances" -> distances();
        case "label-distances" -> labels();
        case "distill" -> distillation();
        case "k-shot" -> shots();
        case "classify" -> classification();
        default -> interpolations();
      };
    }

    private RoughCost flow() {
      int particles = number("particles", MOST_SAMPLES);
      int n = atMost(0, particles);
      int m = atMost(1, number("target-particles", particles));
      int steps = number("steps", 1);
      double before = seconds;
      functional(settings.get("functional"), n, m);
      seconds = before + steps * (seconds - before);
      if (settings.get("metric") instanceof Map<?, ?>) {
        transport(n, m, 2 * COLD_PASSES, true);
        classes(n, m, 2);
      }
      double recorded = 4.0 * n * d * Math.min(steps + 1, 200);
      bytes += Math.min(recorded, number("record-megabytes", 64) * (double) (1 << 20));
      return new RoughCost(List.of(n, m), d, bytes, seconds);
    }

    /** One evaluation with its gradient, of every term. */
    private void functional(@Nullable Object spec, int n, int m) {
      if (!(spec instanceof Map<?, ?> map)) {
        return;
      }
      if (map.get("terms") instanceof List<?> terms) {
        for (Object term : terms) {
          functional(term instanceof Map<?, ?> one ? one.get("functional") : term, n, m);
        }
      } else if (map.containsKey("solver")) {
        transport(n, m, WARM_PASSES, !Boolean.FALSE.equals(map.get("debiased")));
        if (map.get("label-distance") instanceof Map<?, ?> label
            && !"means".equals(label.get("name"))) {
          classes(n, m, 1);
        }
      } else if (map.get("kernel") instanceof Map<?, ?> kernel) {
        kernel(kernel, n, (double) n + m);
      } else if (map.get("encoders") instanceof List<?> encoders) {
        embedded(map, encoders, n, m);
      } else if (map.containsKey("neighbours") || "kernel-interaction".equals(map.get("name"))) {
        seconds += (double) n * n * d / (PLAIN * threads);
      } else {
        seconds += 4.0 * n * d / PLAIN;
      }
    }

    /** Projections and sorts of all classes, or pairs of particles with all samples. */
    private void kernel(Map<?, ?> kernel, double n, double rows) {
      if (kernel.get("directions") instanceof Number directions) {
        double slices = directions.doubleValue();
        seconds += 4 * slices * rows * d / (OPERATIONS * threads);
        seconds += 10 * slices * rows * Math.log(rows) / (PLAIN * threads);
        bytes += 4 * slices * rows;
      } else {
        // Squared distances for values and again for gradients, and the product that adds those up.
        seconds += 6 * n * rows * d / (OPERATIONS * threads) + 2 * n * rows / (PLAIN * threads);
        bytes += 8 * rows * d;
        if (kernel.get("covariance-bandwidth") instanceof Number) {
          gaussians(n);
        }
      }
    }

    /** Covariances of the classes that move, and each beside those of all classes. */
    private void gaussians(double n) {
      double a = classes(0);
      double all = a + classes(datasets.size() - 1);
      double square = (double) d * d;
      seconds += 4 * n * square / (OPERATIONS * threads) + 3 * a * all * square / (FAST * threads);
      bytes += 4 * all * square;
    }

    /** Entropic transport, with the two problems of a dataset with itself where it is debiased. */
    private void transport(int n, int m, double passes, boolean isDebiased) {
      double entries = (double) n * m + (isDebiased ? (double) n * n + (double) m * m : 0);
      double costs = 2.0 * d * entries / (OPERATIONS * threads);
      // What does not fit is computed anew at every pass.
      boolean isStored = 4.0 * Math.max(n, m) * Math.max(n, m) <= budget;
      seconds += isStored ? costs + passes * entries / (ENTRIES * threads) : passes * costs;
      bytes += isStored ? 4.0 * entries : 64 << 20;
    }

    /** Covariances of classes, and distances between all pairs of them. */
    private void classes(int n, int m, double times) {
      double a = classes(0);
      double b = classes(datasets.size() - 1);
      double rank = Math.min(d, Math.max(n / a, m / b));
      double cross = 2.0 * d * rank * rank + 20 * rank * rank * rank;
      seconds += times * (a * b + a * a) * cross / (OPERATIONS * threads);
      bytes += 8 * (a + b) * rank * d;
    }

    /** A functional of what random maps make of particles and of a batch of the target. */
    private void embedded(Map<?, ?> spec, List<?> encoders, int n, int m) {
      int batch = spec.get("target-batch") instanceof Number b ? b.intValue() : m;
      int target = Math.min(m, batch * classes(0));
      functional(spec.get("functional"), n, target);
      double rows = (double) n + target;
      for (Object encoder : encoders) {
        if (encoder instanceof Map<?, ?> one && one.get("filters") instanceof Number filters) {
          // Three layers of 3×3 filters on images of a quarter of the pixels each, and back.
          double f = filters.doubleValue();
          seconds += 3 * rows * d * 18 * (f + f * f / 4 + f * f / 16) / (OPERATIONS * threads);
          bytes += 4 * rows * d * f * 2;
        } else {
          seconds += 10 * rows * d / PLAIN;
        }
      }
    }

    /** Few particles a class that flow, and classifiers that learn from them and from others. */
    private RoughCost distillation() {
      int classes = classes(0);
      int n = number("per-class", 10) * classes;
      int m = atMost(0, number("samples", Integer.MAX_VALUE));
      int test = atMost(datasets.size() - 1, number("test-samples", Integer.MAX_VALUE));
      double before = seconds;
      functional(settings.get("functional"), n, m);
      seconds = before + number("steps", 1) * (seconds - before);
      int repeats = number("repeats", 1);
      List<?> learners = settings.get("classifiers") instanceof List<?> list ? list : List.of();
      LearningCost learning = new LearningCost(d, classes, threads);
      for (Object learner : learners) {
        // From the samples, those that they began as, random ones and centroids; and from all.
        seconds += 4 * repeats * learning.seconds(learner, n, test);
        seconds += learning.seconds(learner, atMost(0, number("whole-samples", m)), test);
      }
      if (!learners.isEmpty()) {
        seconds += number("scored-frames", 0) * learning.seconds(learners.getFirst(), n, test);
      }
      double recorded = 4.0 * n * d * Math.min(number("steps", 1) + 1, 200);
      bytes += Math.min(recorded, number("record-megabytes", 64) * (double) (1 << 20));
      return new RoughCost(List.of(n, m), d, bytes, seconds);
    }

    /** Every method flows towards every number of samples, and a classifier learns from both. */
    private RoughCost shots() {
      int n = atMost(datasets.size() - 1, number("samples", MOST_SAMPLES));
      int test = atMost(1, number("test-samples", MOST_SAMPLES));
      int classes = classes(0);
      List<?> methods = settings.get("methods") instanceof List<?> list ? list : List.of();
      List<?> ways = settings.get("learning") instanceof List<?> list ? list : List.of("");
      List<?> shots = settings.get("shots") instanceof List<?> list ? list : List.of(1);
      LearningCost learning = new LearningCost(d, classes, threads);
      Object learner = settings.getOrDefault("classifier", "");
      double once = seconds;
      double most = 0;
      int few = 1;
      for (Object shot : shots) {
        few = atMost(0, (shot instanceof Number k ? k.intValue() : 1) * classes);
        seconds += learning.seconds(learner, few, test);
        for (Object method : methods) {
          bytes = 0;
          double before = seconds;
          if (method instanceof Map<?, ?> one) {
            functional(one.get("functional"), n, few);
            int steps = one.get("steps") instanceof Number s ? s.intValue() : 1;
            seconds = before + steps * (seconds - before);
          }
          seconds += ways.size() * learning.seconds(learner, n + few, test);
          most = Math.max(most, bytes);
        }
      }
      bytes = most;
      seconds = once + number("repeats", 1) * (seconds - once);
      return new RoughCost(List.of(n, few), d, bytes, seconds);
    }

    /** A classifier learns, or only answers. */
    private RoughCost classification() {
      int n = atMost(0, number("samples", MOST_SAMPLES));
      int test = atMost(1, number("test-samples", MOST_SAMPLES));
      boolean learns =
          "".equals(settings.getOrDefault("weights", ""))
              || Boolean.TRUE.equals(settings.get("fine-tune"));
      LearningCost learning = new LearningCost(d, classes(0), threads);
      seconds += learning.seconds(settings.getOrDefault("classifier", ""), learns ? n : 0, test);
      bytes += 8.0 * d * (n + test);
      return new RoughCost(List.of(n, test), d, bytes, seconds);
    }

    private RoughCost distances() {
      int asked = number("samples", MOST_SAMPLES);
      List<Integer> samples = new ArrayList<>();
      for (int k = 0; k < datasets.size(); k++) {
        samples.add(atMost(k, asked));
      }
      for (int k = 0; k < samples.size(); k++) {
        for (int l = k + 1; l < samples.size(); l++) {
          transport(samples.get(k), samples.get(l), COLD_PASSES, true);
          classes(samples.get(k), samples.get(l), 1);
        }
      }
      int atOnce = Math.min(threads, samples.size() * (samples.size() - 1) / 2);
      int pairs = Math.max(1, samples.size() * (samples.size() - 1) / 2);
      return new RoughCost(samples, d, bytes * atOnce / pairs, seconds);
    }

    /** One pass for the covariances of all classes, and distances between all of them. */
    private RoughCost labels() {
      boolean isDiagonal = "diagonal".equals(settings.get("covariances"));
      double square = isDiagonal ? d : (double) d * d;
      boolean areMeans =
          settings.get("label-distance") instanceof Map<?, ?> label
              && "means".equals(label.get("name"));
      List<Integer> samples = new ArrayList<>();
      double all = 0;
      for (int k = 0; k < datasets.size(); k++) {
        samples.add(atMost(k, number("samples", Integer.MAX_VALUE)));
        all += classes(k);
        seconds += 2.0 * samples.get(k) * square / (OPERATIONS * threads);
        bytes = Math.max(bytes, 16 * classes(k) * square);
      }
      if (!areMeans) {
        for (int k = 0; k < datasets.size(); k++) {
          double rank = Math.min(d, (double) samples.get(k) / classes(k));
          double cross = 2.0 * d * rank * rank + 20 * rank * rank * rank;
          seconds += classes(k) * all / 2 * cross / (OPERATIONS * threads);
        }
      }
      bytes += 8 * all * all;
      return new RoughCost(samples, d, bytes, seconds);
    }

    /** Maps from one dataset to the others, and distances among them. */
    private RoughCost interpolations() {
      int asked = number("samples", number("dataset-samples", MOST_SAMPLES));
      if (task.equals("interpolate")) {
        asked = number("dataset-samples", MOST_SAMPLES);
      }
      int repeats = number("repeats", 1);
      List<Integer> samples = new ArrayList<>();
      for (int k = 0; k < datasets.size(); k++) {
        samples.add(atMost(k, asked));
      }
      double before = seconds;
      for (int k = 1; k < samples.size(); k++) {
        transport(samples.getFirst(), samples.get(k), COLD_PASSES, true);
        classes(samples.getFirst(), samples.get(k), 1);
      }
      seconds = before + repeats * (seconds - before);
      return new RoughCost(samples, d, bytes, seconds);
    }
  }
}
