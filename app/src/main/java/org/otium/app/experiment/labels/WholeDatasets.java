package org.otium.app.experiment.labels;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.Workspace;
import org.otium.data.Subset;

/** Datasets that are read whole, and kept as long as there is room. */
final class WholeDatasets {
  private final ClassesPlan plan;
  private final Workspace workspace;
  private final ExperimentContext context;
  private final Optional<Integer> samples;
  private final List<Kept> kept = new ArrayList<>();

  /** A dataset that may have been read. */
  private static final class Kept {
    private @Nullable SoftReference<Used> used;
  }

  /**
   * What is used of a dataset.
   *
   * @param dataset the samples
   * @param about what it is
   */
  record Used(LabeledDataset dataset, AboutDataset about) {}

  WholeDatasets(ClassesPlan plan, Workspace workspace, LabelDistance distance) {
    this.plan = plan;
    this.workspace = workspace;
    this.context = ClassesPlan.context(workspace);
    this.samples = plan.samples(distance);
    plan.datasets().forEach(input -> kept.add(new Kept()));
  }

  /** Reads a dataset, or finds it. */
  Used get(int dataset) {
    Kept place = kept.get(dataset);
    synchronized (place) {
      Used known = place.used == null ? null : place.used.get();
      if (known == null) {
        known =
            used(workspace.library().load(plan.datasets().get(dataset).reference(), plan.seed()));
        place.used = new SoftReference<>(known);
      }
      return known;
    }
  }

  /** Takes a dataset that was read already. */
  void put(int dataset, LoadedDataset loaded) {
    Kept place = kept.get(dataset);
    synchronized (place) {
      place.used = new SoftReference<>(used(loaded));
    }
  }

  private Used used(LoadedDataset loaded) {
    LabeledDataset whole = loaded.dataset();
    List<String> notes = new ArrayList<>();
    LabeledDataset used = whole;
    if (samples.isPresent()) {
      Subset part = Preparation.subset(whole, samples.get(), plan.seed());
      Preparation.leftOut(whole, part).ifPresent(notes::add);
      used = part.dataset();
    }
    used = Preparation.fitted(used, plan.shape(), plan.owner(), plan.resize());
    used =
        DatasetPair.transformed(used, context, plan.settings(), "transforms", plan.seed())
            .withName(whole.name());
    return new Used(
        used,
        new AboutDataset(
            whole.name(),
            loaded.origin(),
            used.shape(),
            used.size(),
            whole.size(),
            whole.shape().describe(),
            used.classNames(),
            loaded.files(),
            notes));
  }
}
