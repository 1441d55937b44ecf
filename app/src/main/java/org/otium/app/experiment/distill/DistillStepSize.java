package org.otium.app.experiment.distill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.settings.SettingsTree;

/**
 * How long the steps of a distillation are and how they shrink where nobody says so, as far as that
 * follows from what is distilled. What it decides is for the optimizer {@code momentum}; another
 * one, and another functional, has the step size that it has by itself.
 */
final class DistillStepSize {
  private static final String PATH = "dynamics.optimizer.step-size";
  private static final String SCHEDULE = "dynamics.optimizer.schedule.";
  private static final String COSINE = "cosine";
  private static final String NAME = "name";
  private static final String FUNCTIONAL = "functional";

  /**
   * τ/d for the MMD with a sliced kernel. A random direction θ of the unit sphere has E[θθᵀ] = I/d,
   * so that gradients of SW₂ are shorter the more features there are, and steps are longer by as
   * much. Gradients are those with respect to mass, which do not grow or shrink with the number of
   * samples: 15 to 30 are measured to end lowest for 10 and for 50 samples a class of 784 pixels,
   * and for one all from 15 to 120 end alike (docs/wow.md).
   */
  private static final double SLICED_PER_FEATURE = 30.0 / 784;

  /** The share of it behind a network, whose features move more than the pixels that it sees. */
  private static final double EMBEDDED = 0.2;

  /** Distances between means of features do not shrink with their number. */
  private static final double MATCHING = 0.2;

  /** What follows from the data, or from the rest, where nobody sets it. */
  static final List<List<String>> FOLLOWING =
      List.of(
          List.of("dynamics", "optimizer", "step-size"),
          List.of("dynamics", "optimizer", "schedule", "steps"),
          List.of("dynamics", "relabel-every"));

  private DistillStepSize() {}

  /**
   * Settings with the step size and the length of its schedule that follow from them.
   *
   * @param tree what was set; not changed
   * @param resolved the same with all defaults
   * @param dimension the number d of features of a sample
   * @return the tree, with a step size if it had none and one follows, and likewise the length of a
   *     cosine, which is that of the flow
   */
  static Map<String, Object> into(
      Map<String, Object> tree, Map<String, Object> resolved, int dimension) {
    boolean isSet = !at(tree, "dynamics", "optimizer", "step-size").isEmpty();
    boolean isMomentum = name(inside(resolved, "dynamics", "optimizer")).equals("momentum");
    Map<String, Object> sized =
        isSet || !isMomentum
            ? tree
            : of(resolved, dimension).map(size -> SettingsTree.with(tree, PATH, size)).orElse(tree);
    String kind = at(resolved, "dynamics", "optimizer", "schedule", "kind");
    boolean hasLength = !at(tree, "dynamics", "optimizer", "schedule", "steps").isEmpty();
    String steps = at(resolved, "steps");
    // A part of a schedule takes the place of the whole, so its kind is said again.
    return !kind.equals(COSINE) || hasLength || steps.equals("0")
        ? sized
        : SettingsTree.with(
            SettingsTree.with(sized, SCHEDULE + "kind", COSINE), SCHEDULE + "steps", steps);
  }

  private static Optional<Double> of(Map<String, Object> resolved, int dimension) {
    Object functional = inside(resolved, FUNCTIONAL);
    boolean isBehindNetwork = false;
    if (name(functional).equals("embedded")) {
      isBehindNetwork =
          inside(functional, "encoders") instanceof List<?> encoders
              && encoders.stream().anyMatch(e -> !name(e).equals("random-augmentation"));
      functional = inside(functional, FUNCTIONAL);
    }
    if (name(functional).equals("distribution-matching")) {
      return Optional.of(MATCHING);
    }
    boolean isSliced =
        name(functional).equals("mmd") && name(inside(functional, "kernel")).endsWith("-sw");
    return isSliced
        ? Optional.of(SLICED_PER_FEATURE * dimension * (isBehindNetwork ? EMBEDDED : 1))
        : Optional.empty();
  }

  private static String at(Map<String, Object> tree, String... keys) {
    Object found = inside(tree, keys);
    return found == null ? "" : found.toString();
  }

  static @Nullable Object inside(@Nullable Object tree, String... keys) {
    Object at = tree;
    for (String key : keys) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }

  /** What a plugin is called that is written with its settings or as its name alone. */
  private static String name(@Nullable Object plugin) {
    Object name = plugin instanceof Map<?, ?> map ? map.get(NAME) : plugin;
    return name == null ? "" : name.toString();
  }
}
