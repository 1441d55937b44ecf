package org.otium.app.experiment.parts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolationFiles;
import org.otium.app.runs.RunFolder;

/** What an interpolation in parts leaves beside its samples. */
final class PartsOutputs {
  private final Workspace workspace;
  private final RunFolder folder;

  PartsOutputs(Workspace workspace, RunFolder folder) {
    this.workspace = workspace;
    this.folder = folder;
  }

  /** Writes everything; the manifest comes last, and what led to the result goes. */
  RunOutcome write(
      PartsView view, Looks looks, Manifest manifest, List<String> warnings, Timings timings)
      throws IOException {
    PartsPlan plan = looks.plan();
    Map<Integer, String> classes = classes(looks);
    InterpolationFiles.Made about =
        new InterpolationFiles.Made(
            plan.target().size(), classes, classes, WorkFiles.RESULT, List.of());
    InterpolationFiles files = new InterpolationFiles(folder, workspace, new ArrayList<>());
    manifest.put("inputs", inputs(looks));
    manifest.put("result", files.numbers(view, about)).put("warnings", warnings);
    files.show(view, about, plan.settings(), warnings, timings);
    timings.lap("Putting the report together");
    plan.files().clear();
    manifest.machines(workspace);
    manifest.finish("finished", timings.seconds());
    return new RunOutcome(
        folder.path(), true, InterpolationFiles.summary(view, about), List.copyOf(warnings));
  }

  /** Classes of different datasets are different classes even where their ids are equal. */
  private static Map<Integer, String> classes(Looks looks) {
    Map<Integer, String> classes = new TreeMap<>();
    for (int k = 1; k < looks.seen().size(); k++) {
      PartedDataset dataset = looks.plan().dataset(k);
      for (int id : looks.seen().get(k).ids()) {
        String own = dataset.classNames().getOrDefault(id, Integer.toString(id));
        classes.put(classes.size(), dataset.name() + ": " + own);
      }
    }
    return classes;
  }

  private Map<String, Object> inputs(Looks looks) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int k = 0; k < looks.seen().size(); k++) {
      PartedDataset dataset = looks.plan().dataset(k);
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("reference", dataset.reference());
      input.put("origin", "parquet");
      input.put("name", dataset.name());
      input.put("samples", dataset.size());
      input.put("classes", looks.seen().get(k).ids().length);
      input.put("shape", dataset.steps().stored().describe());
      input.put("used-samples", dataset.size());
      input.put("used-shape", dataset.shape().describe());
      List<Object> files = new ArrayList<>();
      for (int f = 0; f < dataset.files().size(); f++) {
        LookPieces.Seen seen = looks.files().get(k).get(f);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("path", dataset.files().get(f).toString());
        file.put("bytes", seen.bytes());
        file.put("sha256", seen.sha256());
        files.add(file);
      }
      input.put("files", files);
      inputs.put(dataset.name(), input);
    }
    return inputs;
  }
}
