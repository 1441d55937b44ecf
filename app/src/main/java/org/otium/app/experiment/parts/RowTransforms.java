package org.otium.app.experiment.parts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetTransform;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Workspace;
import org.otium.data.Resampling;
import org.otium.settings.SettingsBinder;
import org.otium.spi.Kind;

/** What the settings say that samples are put through, as far as that looks at one at a time. */
final class RowTransforms {
  private static final String TARGET = "target-transforms";
  private static final String FROM = "from-transforms";

  /** The settings that name transforms. */
  static final List<String> KEYS = List.of(TARGET, FROM);

  private final SettingsBinder binder;
  private final Map<String, Object> settings;
  private final long seed;

  /** What is learned is learned once for all datasets. */
  private final Map<Object, Optional<DatasetTransform>> known = new HashMap<>();

  /**
   * Reads settings.
   *
   * @param settings all of an interpolation
   */
  RowTransforms(Workspace workspace, Map<String, Object> settings) {
    this(PartsPlan.context(workspace), settings);
  }

  /** The same, and the context then knows which plugins there are. */
  RowTransforms(ExperimentContext context, Map<String, Object> settings) {
    this.binder = new SettingsBinder(context);
    this.settings = settings;
    this.seed = Long.parseLong(String.valueOf(settings.get("seed")));
  }

  /** The same plan with what its rows are put through, which is known to be possible. */
  PartsPlan applied(PartsPlan plan) {
    List<String> problems = new ArrayList<>();
    List<PartedDataset> all = new ArrayList<>();
    for (int k = 0; k <= plan.from().size(); k++) {
      all.add(applied(plan.dataset(k), k == 0, plan.target(), problems));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          problems.getFirst(), "All machines must find the same plugins and datasets.");
    }
    return new PartsPlan(
        all.getFirst(), all.subList(1, all.size()), plan.settings(), plan.folder());
  }

  /**
   * A dataset with what its rows are put through.
   *
   * @param target as it is stored, which decides the shape
   * @param problems what cannot be done, to be added to
   */
  PartedDataset applied(
      PartedDataset dataset, boolean isTarget, PartedDataset target, List<String> problems) {
    RowSteps steps = new RowSteps(dataset.steps().stored(), List.of(), List.of(), seed);
    try {
      steps = fitted(steps, dataset.name(), target);
      Object specs = settings.get(isTarget ? TARGET : FROM);
      if (specs instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          String path = (isTarget ? TARGET : FROM) + "[" + i + "]";
          Object spec = list.get(i);
          Optional<DatasetTransform> step = known.get(spec);
          if (step == null) {
            step = bound(spec, path).rowWise(seed);
            known.put(spec, step);
          }
          if (step.isEmpty()) {
            problems.add("the transform '" + name(spec) + "' looks at a whole dataset");
          } else {
            steps = steps.then(step.get(), spec.toString());
          }
        }
      }
      return dataset.with(steps);
    } catch (InvalidInputException e) {
      problems.add(e.what());
      return dataset;
    }
  }

  private DatasetTransform bound(Object spec, String path) {
    return (DatasetTransform) binder.bindPlugin(Kind.DATASET_TRANSFORM, spec, path).value();
  }

  private static String name(Object spec) {
    return spec instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : spec.toString();
  }

  private RowSteps fitted(RowSteps steps, String name, PartedDataset target) {
    FeatureShape shape = target.steps().stored();
    LabeledDataset one = steps.of(1, new float[steps.stored().dimension()]).withName(name);
    boolean resize = Boolean.parseBoolean(String.valueOf(settings.get("resize")));
    boolean changes = !Preparation.fitted(one, shape, target.name(), resize).equals(one);
    return changes
        ? steps.then((data, any) -> Resampling.toShape(data, shape), "resize to " + shape)
        : steps;
  }
}
