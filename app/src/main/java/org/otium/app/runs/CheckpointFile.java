package org.otium.app.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.otium.api.FeatureShape;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowState;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.api.Weights;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/**
 * A flow's checkpoint on disk: particles, masses, labels, the functional's warm start, the
 * optimizer's buffers, and the particles that were shown at earlier steps. Every number comes back
 * bit by bit.
 *
 * @param checkpoint where the flow stands
 * @param shown the particles to show, at each step kept so far
 * @param warnings what the steps so far warned of
 */
public record CheckpointFile(
    FlowCheckpoint checkpoint, NavigableMap<Long, Matrix> shown, List<String> warnings) {
  private static final String GAUSSIAN_CLASSES = "label_gaussian_classes";
  private static final String GAUSSIAN_FORM = "label_gaussian_form";
  private static final String WARM_START = "warm_start/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String SHOWN = "shown/";
  private static final String ABOUT = "about";
  private static final String WARNINGS = "warnings";

  /**
   * Writes the checkpoint; an older one is replaced only when this one is complete.
   *
   * @param path where
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    LabeledDataset particles = checkpoint.state().particles();
    Map<String, NpyArray> entries = new LinkedHashMap<>();
    entries.put("features", NpyArray.of(particles.features()));
    entries.put("weights", vector(particles.weights().toArray()));
    switch (particles.labels()) {
      case Labels.Hard hard -> entries.put("labels", NpyArray.of(hard.toArray(), hard.size()));
      case Labels.Soft soft -> {
        entries.put("label_classes", NpyArray.of(soft.classIds(), soft.classIds().length));
        entries.put("label_shares", NpyArray.of(soft.shares()));
      }
    }
    switch (checkpoint.state().labelMeasures()) {
      case LabelMeasures.Empirical() -> {}
      case LabelMeasures.PerClass own -> {
        entries.put(GAUSSIAN_CLASSES, NpyArray.of(own.classIds(), own.classIds().length));
        addGaussians(entries, own.gaussians());
      }
      case LabelMeasures.PerParticle own -> addGaussians(entries, own.gaussians());
    }
    entries.put("step", NpyArray.of(new long[] {checkpoint.state().step()}, 1));
    entries.put("seed", NpyArray.of(new long[] {checkpoint.state().seed()}, 1));
    entries.put(ABOUT, NpyArray.of(new String[] {about(particles, warnings)}, 1));
    addAll(entries, WARM_START, checkpoint.state().warmStart());
    addAll(entries, OPTIMIZER, checkpoint.optimizer());
    shown.forEach((step, samples) -> entries.put(SHOWN + step, NpyArray.of(samples)));
    AtomicFile.write(path, temporary -> NpzFile.write(temporary, entries, false));
  }

  private static void addGaussians(Map<String, NpyArray> entries, GaussianFamily gaussians) {
    entries.put(GAUSSIAN_FORM, NpyArray.of(new String[] {gaussians.form().name()}, 1));
    entries.put("label_means", NpyArray.of(gaussians.means()));
    entries.put("label_roots", NpyArray.of(gaussians.roots()));
  }

  private static LabelMeasures labelMeasures(Map<String, NpyArray> entries) {
    if (!entries.containsKey(GAUSSIAN_FORM)) {
      return new LabelMeasures.Empirical();
    }
    GaussianFamily gaussians =
        new GaussianFamily(
            GaussianFamily.Form.valueOf(array(entries, GAUSSIAN_FORM).toStrings()[0]),
            array(entries, "label_means").toMatrix(),
            array(entries, "label_roots").toMatrix());
    return entries.containsKey(GAUSSIAN_CLASSES)
        ? new LabelMeasures.PerClass(array(entries, GAUSSIAN_CLASSES).toInts(), gaussians)
        : new LabelMeasures.PerParticle(gaussians);
  }

  private static NpyArray vector(double[] values) {
    return NpyArray.of(values, values.length);
  }

  private static void addAll(Map<String, NpyArray> entries, String prefix, NamedArrays arrays) {
    for (String name : arrays.names()) {
      entries.put(prefix + name, vector(arrays.get(name).orElseThrow()));
    }
  }

  /** What arrays cannot hold: names, the shape and warnings, as JSON. */
  private static String about(LabeledDataset particles, List<String> warnings) {
    FeatureShape shape = particles.shape();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", particles.name());
    about.put("height", shape.height());
    about.put("width", shape.width());
    about.put("channels", shape.channels());
    about.put("low", Double.toString(shape.low()));
    about.put("high", Double.toString(shape.high()));
    Map<String, String> names = new LinkedHashMap<>();
    particles.classNames().forEach((id, name) -> names.put(Integer.toString(id), name));
    about.put("class-names", names);
    about.put(WARNINGS, warnings);
    return Json.write(about);
  }

  /**
   * Reads a checkpoint.
   *
   * @param path what {@link #write} wrote
   * @return the checkpoint
   * @throws InvalidInputException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public static CheckpointFile read(Path path) throws IOException {
    Map<String, NpyArray> entries = NpzFile.read(path);
    try {
      Map<String, Object> about = Json.parse(path, array(entries, ABOUT).toStrings()[0]);
      LabeledDataset particles =
          LabeledDataset.of(
                  String.valueOf(about.get("name")),
                  array(entries, "features").toMatrix(),
                  labels(entries))
              .withWeights(Weights.masses(array(entries, "weights").toDoubles()))
              .withShape(shape(about))
              .withClassNames(names(about));
      NavigableMap<Long, Matrix> shown = new TreeMap<>();
      for (String name : entries.keySet()) {
        if (name.startsWith(SHOWN)) {
          shown.put(Long.valueOf(name.substring(SHOWN.length())), array(entries, name).toMatrix());
        }
      }
      long step = array(entries, "step").toLongs()[0];
      long seed = array(entries, "seed").toLongs()[0];
      FlowState state =
          new FlowState(particles, labelMeasures(entries), step, seed, under(entries, WARM_START));
      return new CheckpointFile(
          new FlowCheckpoint(state, under(entries, OPTIMIZER)), shown, warnings(about));
    } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidInputException(
          "'"
              + path
              + "' is damaged: it does not hold what a checkpoint holds ("
              + e.getMessage()
              + ")",
          "Start the run again in another folder.",
          e);
    }
  }

  private static Labels labels(Map<String, NpyArray> entries) {
    if (entries.containsKey("labels")) {
      return Labels.hard(array(entries, "labels").toInts());
    }
    return Labels.soft(
        array(entries, "label_classes").toInts(), array(entries, "label_shares").toMatrix());
  }

  private static FeatureShape shape(Map<String, Object> about) {
    return new FeatureShape(
        Integer.parseInt(String.valueOf(about.get("height"))),
        Integer.parseInt(String.valueOf(about.get("width"))),
        Integer.parseInt(String.valueOf(about.get("channels"))),
        Double.parseDouble(String.valueOf(about.get("low"))),
        Double.parseDouble(String.valueOf(about.get("high"))));
  }

  private static List<String> warnings(Map<String, Object> about) {
    return about.get(WARNINGS) instanceof List<?> held
        ? held.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Map<Integer, String> names(Map<String, Object> about) {
    Map<Integer, String> names = new TreeMap<>();
    if (about.get("class-names") instanceof Map<?, ?> map) {
      map.forEach(
          (id, name) -> names.put(Integer.valueOf(String.valueOf(id)), String.valueOf(name)));
    }
    return names;
  }

  private static NamedArrays under(Map<String, NpyArray> entries, String prefix) {
    NamedArrays arrays = NamedArrays.empty();
    for (String name : entries.keySet()) {
      if (name.startsWith(prefix)) {
        arrays = arrays.with(name.substring(prefix.length()), array(entries, name).toDoubles());
      }
    }
    return arrays;
  }

  private static NpyArray array(Map<String, NpyArray> entries, String name) {
    NpyArray array = entries.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return array;
  }
}
