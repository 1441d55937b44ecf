package org.otium.app.experiment.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.ClusterJob;
import org.otium.api.FeatureShape;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelDistance;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.parts.PartedDataset;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.settings.SettingsBinder;

/**
 * What all pieces of a comparison of classes have in common.
 *
 * @param datasets which datasets
 * @param shape the shape that all have, or are resized to
 * @param owner what has that shape, for messages
 * @param settings all settings of {@link LabelDistancesSettings}
 * @param folder the run folder, which all machines see
 */
record ClassesPlan(
    List<Input> datasets,
    FeatureShape shape,
    String owner,
    Map<String, Object> settings,
    Path folder) {
  /** What jobs call the work. */
  static final String WORK = "label-distances";

  ClassesPlan {
    datasets = List.copyOf(datasets);
  }

  /** What is done with pieces. */
  enum Stage {
    /** Moments of the classes of all datasets. */
    STATISTICS,
    /** Distances between the classes of two datasets. */
    DISTANCES
  }

  /**
   * A dataset.
   *
   * @param reference what it is called so that it is found from everywhere
   * @param parts its files, if it is read file by file
   */
  record Input(Object reference, Optional<PartedDataset> parts) {
    /** How many pieces it is read in. */
    int pieces() {
      return parts.map(dataset -> dataset.files().size()).orElse(1);
    }
  }

  Map<String, Object> tree() {
    List<Object> inputs = new ArrayList<>();
    for (Input input : datasets) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("reference", input.reference());
      input.parts().ifPresent(parts -> entry.put("parts", parts.tree()));
      inputs.add(entry);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("datasets", inputs);
    tree.put("shape", UsedDataset.shape(shape));
    tree.put("owner", owner);
    tree.put("settings", settings);
    tree.put("folder", folder.toString());
    return tree;
  }

  static ClassesPlan of(Map<String, Object> tree, Workspace workspace) {
    List<Input> inputs = new ArrayList<>();
    for (Object entry : JsonTree.list(tree, "datasets")) {
      Map<String, Object> input = JsonTree.map(entry);
      Object reference = input.getOrDefault("reference", "");
      inputs.add(
          new Input(
              reference,
              Optional.ofNullable(input.get("parts"))
                  .map(parts -> PartedDataset.of(JsonTree.map(parts), workspace.library()))));
    }
    return new ClassesPlan(
        inputs,
        UsedDataset.shape(JsonTree.list(tree, "shape")),
        String.valueOf(tree.get("owner")),
        JsonTree.map(tree.get("settings")),
        Path.of(String.valueOf(tree.get("folder"))));
  }

  /** A job of this plan. */
  ClusterJob job(Workspace workspace, Stage stage, List<Integer> wanted, List<String> keys) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workspace", LentWorkspace.described(workspace));
    tree.put("stage", stage.name());
    tree.put("wanted", wanted);
    tree.put("plan", tree());
    return new ClusterJob(WORK, Json.compact(tree), keys);
  }

  ClassesFiles files() {
    return new ClassesFiles(folder);
  }

  long seed() {
    return Long.parseLong(String.valueOf(settings.get("seed")));
  }

  boolean resize() {
    return Boolean.parseBoolean(String.valueOf(settings.get("resize")));
  }

  GaussianFamily.Form form() {
    return form(settings);
  }

  static GaussianFamily.Form form(Map<String, Object> settings) {
    return String.valueOf(settings.get("covariances")).equalsIgnoreCase("diagonal")
        ? GaussianFamily.Form.DIAGONAL
        : GaussianFamily.Form.FULL;
  }

  /** The most samples of a dataset that are used, if not all are. */
  Optional<Integer> samples(LabelDistance distance) {
    String asked = String.valueOf(settings.getOrDefault("samples", ""));
    return !asked.isEmpty()
        ? Optional.of(Integer.valueOf(asked))
        : distance.needsMomentsAlone() ? Optional.empty() : Optional.of(Preparation.MOST_SAMPLES);
  }

  static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(workspace.plugins(), workspace.library(), List.of());
  }

  LabelDistancesSettings bound(ExperimentContext context) {
    return new SettingsBinder(context).bind(LabelDistancesSettings.class, settings).value();
  }
}
