package org.otium.app.experiment.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.ClusterJob;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;
import org.otium.interpolation.BarycentricMapping;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.interpolation.GeneralizedGeodesic;
import org.otium.settings.SettingsBinder;

/**
 * What all pieces of an interpolation in parts have in common.
 *
 * @param target the dataset that the others are seen from
 * @param from the others
 * @param settings all settings of {@link InterpolateSettings}
 * @param folder the run folder, which all machines see
 */
record PartsPlan(
    PartedDataset target, List<PartedDataset> from, Map<String, Object> settings, Path folder) {
  /** What jobs call the work. */
  static final String WORK = "interpolate-parts";

  /** The images of a part, by all maps, take about so many bytes; so do samples that are shown. */
  static final long IMAGE_BYTES = 64L << 20;

  /** The most samples that a file of the result holds. */
  static final int ROWS_PER_PART = 1 << 16;

  PartsPlan {
    from = List.copyOf(from);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("target", target.tree());
    tree.put("from", from.stream().map(PartedDataset::tree).toList());
    tree.put("settings", settings);
    tree.put("folder", folder.toString());
    return tree;
  }

  static PartsPlan of(Map<String, Object> tree, Workspace workspace) {
    List<PartedDataset> from = new ArrayList<>();
    for (Object dataset : JsonTree.list(tree, "from")) {
      from.add(PartedDataset.of(JsonTree.map(dataset), workspace.library()));
    }
    PartsPlan stored =
        new PartsPlan(
            PartedDataset.of(JsonTree.map(tree.get("target")), workspace.library()),
            from,
            JsonTree.map(tree.get("settings")),
            Path.of(String.valueOf(tree.get("folder"))));
    return new RowTransforms(workspace, stored.settings()).applied(stored);
  }

  /** A job of this plan. */
  ClusterJob job(Workspace workspace, Stage stage, Map<String, ?> more, List<String> keys) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workspace", LentWorkspace.described(workspace));
    tree.put("stage", stage.name());
    tree.put("plan", tree());
    tree.putAll(more);
    return new ClusterJob(WORK, Json.compact(tree), keys);
  }

  /** The datasets, the target first. */
  PartedDataset dataset(int k) {
    return k == 0 ? target : from.get(k - 1);
  }

  WorkFiles files() {
    return new WorkFiles(folder);
  }

  long seed() {
    return Long.parseLong(String.valueOf(settings.get("seed")));
  }

  /** The number of the dataset that a map goes to: the target, which is the last map. */
  int datasetOf(int map) {
    return map == from.size() ? 0 : map + 1;
  }

  /** Whether a map is the identity: what comes after the last dataset is the target itself. */
  boolean isTarget(int map) {
    return map == from.size() || isSame(from.get(map), target);
  }

  /** Whether two datasets hold the same samples. */
  static boolean isSame(PartedDataset a, PartedDataset b) {
    return a.files().equals(b.files())
        && a.settings().equals(b.settings())
        && a.steps().words().equals(b.steps().words());
  }

  /** The settings, but for what rows are put through. */
  InterpolateSettings bound(Workspace workspace) {
    return bound(workspace, settings);
  }

  static InterpolateSettings bound(Workspace workspace, Map<String, Object> settings) {
    return bound(context(workspace), settings);
  }

  /** What settings may refer to. */
  static ExperimentContext context(Workspace workspace) {
    return ExperimentContext.before(
        workspace.plugins(), workspace.library(), List.of(DatasetPair.TARGET));
  }

  /** The same, and the context then knows which plugins there are. */
  static InterpolateSettings bound(ExperimentContext context, Map<String, Object> settings) {
    Map<String, Object> rest = new LinkedHashMap<>(settings);
    RowTransforms.KEYS.forEach(rest::remove);
    return new SettingsBinder(context).bind(InterpolateSettings.class, rest).value();
  }

  /** The geodesic and its maps, which alone fall into blocks. */
  static GeneralizedGeodesic geodesic(InterpolateSettings settings) {
    if (settings.interpolation() instanceof GeneralizedGeodesic geodesic) {
      return geodesic;
    }
    throw new IllegalArgumentException("an interpolation that does not fall into blocks");
  }

  static BarycentricMappingSettings mapping(InterpolateSettings settings) {
    if (geodesic(settings).settings().mapping() instanceof BarycentricMapping mapping) {
      return mapping.settings();
    }
    throw new IllegalArgumentException("a mapping that does not fall into blocks");
  }

  /** What is done with pieces. */
  enum Stage {
    /** Labels of each file, of which every page is read. */
    LOOK,
    /** Moments of the classes of datasets, and the rows that are wanted first. */
    READ,
    /** Distances between the classes of two datasets, for maps. */
    LABELS,
    /** The same for the weights that project. */
    METRIC_LABELS,
    /** The first block of each map, for its ε. */
    FIRST,
    /** Samples go to their blocks, and blocks are solved. */
    BLOCKS,
    /** Images go to the parts of the result. */
    GATHER,
    /** Files of the result. */
    SYNTHESIS,
    /** What pictures show. */
    SHOWN
  }
}
