package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Faults;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.data.parquet.DamagedFileException;
import org.otium.interpolation.BarycentricMapping;
import org.otium.interpolation.GeneralizedGeodesic;

/** Finds the files of datasets, and all that keeps a request from being made file by file. */
final class PartsPlanner {
  private final Workspace workspace;
  private final ExperimentContext context;

  /**
   * A planner.
   *
   * @param context knows which plugins there are when a plan was made
   */
  PartsPlanner(Workspace workspace, ExperimentContext context) {
    this.workspace = workspace;
    this.context = context;
  }

  /**
   * What is wanted.
   *
   * @param target the target: text or a tree with a {@code name}
   * @param from the datasets
   * @param settings all settings, with every default
   * @param leaveOut whether damaged files are left out
   */
  record Request(Object target, List<?> from, Map<String, Object> settings, boolean leaveOut) {}

  /**
   * The plan of a request.
   *
   * @param warnings what was left out, to be added to
   * @throws InvalidInputException if it cannot be made file by file; names all reasons
   */
  PartsPlan plan(Request request, Path folder, List<String> warnings) throws IOException {
    List<Object> references = new ArrayList<>();
    references.add(request.target());
    references.addAll(request.from());
    List<PartedDataset> found = new ArrayList<>();
    Faults faults = new Faults();
    for (Object reference : references) {
      try {
        found.add(
            named(
                PartedDataset.of(reference, workspace.library(), request.leaveOut(), warnings),
                found));
      } catch (DamagedFileException e) {
        faults.add(e.what(), "Get the damaged files again, or add --leave-out-damaged.");
      } catch (InvalidInputException e) {
        faults.add(e);
      }
    }
    faults.tell("files");
    InterpolateSettings settings = PartsPlan.bound(context, request.settings());
    List<String> reasons = reasons(settings);
    RowTransforms transforms = new RowTransforms(context, request.settings());
    PartedDataset stored = found.getFirst();
    for (int k = 0; k < found.size(); k++) {
      found.set(k, transforms.applied(found.get(k), k == 0, stored, reasons));
    }
    int d = found.getFirst().dimension();
    for (PartedDataset dataset : found) {
      if (reasons.isEmpty() && dataset.dimension() != d) {
        reasons.add(
            "'"
                + dataset.name()
                + "' has "
                + dataset.dimension()
                + " features where '"
                + found.getFirst().name()
                + "' has "
                + d);
      }
    }
    requireNone(reasons.stream().distinct().toList());
    return new PartsPlan(
        found.getFirst(), found.subList(1, found.size()), request.settings(), folder);
  }

  private static void requireNone(List<String> reasons) {
    String remedy =
        "Change that, or leave out --on: one machine then does it with some samples of each"
            + " dataset. Whole datasets are prepared with otium data convert.";
    if (reasons.size() == 1) {
      throw new InvalidInputException(
          "a cluster cannot make this file by file: " + reasons.getFirst(), remedy);
    }
    if (!reasons.isEmpty()) {
      throw new InvalidInputException(
          "a cluster cannot make this file by file:\n  " + String.join("\n  ", reasons), remedy);
    }
  }

  /** With a number where another dataset is called so, unless it is the same. */
  private static PartedDataset named(PartedDataset dataset, List<PartedDataset> others) {
    String free = dataset.name();
    for (int i = 2; others.stream().map(PartedDataset::name).toList().contains(free); i++) {
      free = dataset.name() + " (" + i + ")";
    }
    return dataset.withName(free);
  }

  /** All settings that only one machine can follow. */
  private List<String> reasons(InterpolateSettings settings) {
    List<String> reasons = new ArrayList<>();
    if (!(settings.interpolation() instanceof GeneralizedGeodesic geodesic)) {
      reasons.add("only the interpolation 'generalized-geodesic' falls into blocks");
    } else if (!(geodesic.settings().mapping() instanceof BarycentricMapping mapping)) {
      reasons.add("only maps of the kind 'barycentric' fall into blocks");
    } else {
      if (mapping.settings().labelWeight() > 0
          && !mapping.settings().labelDistance().needsMomentsAlone()) {
        reasons.add(
            "the label distance of the map compares samples; 'gaussian' and 'means' need means and"
                + " covariances alone");
      }
      if (geodesic.metric().labelWeight() > 0
          && !geodesic.metric().labelDistance().needsMomentsAlone()) {
        reasons.add(
            "the label distance of the interpolation compares samples; 'gaussian' and 'means' need"
                + " means and covariances alone");
      }
    }
    if (settings.samples().isPresent()) {
      reasons.add(
          "'samples' maps samples anew, by all blocks at once; without it there is one from each"
              + " sample of the target, of which otium data convert takes some");
    }
    if (settings.datasetSamples().isPresent()) {
      reasons.add("'dataset-samples' is for one machine: file by file all samples are used");
    }
    return reasons;
  }
}
