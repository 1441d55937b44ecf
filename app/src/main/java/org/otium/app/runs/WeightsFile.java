package org.otium.app.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/**
 * What a classifier has learned, on disk: plain arrays in an npz file, which numpy reads as well. A
 * file is data alone; nothing in it is ever run.
 *
 * @param classifier the name of the classifier that it belongs to
 * @param shape the shape of the samples that it labels
 * @param weights what was learned
 */
public record WeightsFile(String classifier, FeatureShape shape, NamedArrays weights) {
  private static final String ABOUT = "about";
  private static final String KIND = "otium-classifier";
  private static final String WEIGHTS = "weights/";

  /**
   * Writes the file; an older one is replaced only when this one is complete.
   *
   * @param path where
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    Map<String, NpyArray> entries = new LinkedHashMap<>();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("kind", KIND);
    about.put("version", 1);
    about.put("classifier", classifier);
    about.put("height", shape.height());
    about.put("width", shape.width());
    about.put("channels", shape.channels());
    about.put("low", Double.toString(shape.low()));
    about.put("high", Double.toString(shape.high()));
    entries.put(ABOUT, NpyArray.of(new String[] {Json.write(about)}, 1));
    for (String name : weights.names()) {
      entries.put(WEIGHTS + name, array(weights.get(name).orElseThrow()));
    }
    AtomicFile.write(path, temporary -> NpzFile.write(temporary, entries, false));
  }

  /** In single precision where nothing is lost by it. */
  private static NpyArray array(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
      if (narrow[i] != values[i]) {
        return NpyArray.of(values, values.length);
      }
    }
    return NpyArray.of(narrow, narrow.length);
  }

  /**
   * Reads a file.
   *
   * @param path what {@link #write} wrote
   * @return what was learned, every number finite
   * @throws InvalidInputException if there is no such file, it is damaged, or holds something else
   * @throws IOException if it cannot be read
   */
  public static WeightsFile read(Path path) throws IOException {
    try {
      return parsed(path);
    } catch (InvalidInputException e) {
      if (e.what().contains(path.toString())) {
        throw e;
      }
      throw new InvalidInputException(
          "'" + path + "' is damaged: " + e.what(), "Let the classifier learn again.", e);
    }
  }

  private static WeightsFile parsed(Path path) throws IOException {
    Map<String, NpyArray> entries = NpzFile.read(path);
    try {
      NpyArray head = entries.get(ABOUT);
      Map<String, Object> about = head == null ? Map.of() : Json.parse(path, head.toStrings()[0]);
      if (!KIND.equals(about.get("kind")) || !(about.get("classifier") instanceof String name)) {
        throw new InvalidInputException(
            "'" + path + "' does not hold what a classifier has learned",
            "Give the file weights.npz of a run of the task classify.");
      }
      if (!"1".equals(String.valueOf(about.get("version")))) {
        throw new InvalidInputException(
            "'" + path + "' is of version " + about.get("version") + ", and 1 is read",
            "Read it with the version of Otium that wrote it.");
      }
      NamedArrays weights = NamedArrays.empty();
      for (Map.Entry<String, NpyArray> entry : entries.entrySet()) {
        if (entry.getKey().startsWith(WEIGHTS)) {
          double[] values = entry.getValue().toDoubles();
          requireFinite(path, entry.getKey(), values);
          weights = weights.with(entry.getKey().substring(WEIGHTS.length()), values);
        }
      }
      return new WeightsFile(name, shape(about), weights);
    } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidInputException(
          "'" + path + "' is damaged: " + e.getMessage(), "Let the classifier learn again.", e);
    }
  }

  private static FeatureShape shape(Map<String, Object> about) {
    return new FeatureShape(
        Integer.parseInt(String.valueOf(about.get("height"))),
        Integer.parseInt(String.valueOf(about.get("width"))),
        Integer.parseInt(String.valueOf(about.get("channels"))),
        Double.parseDouble(String.valueOf(about.get("low"))),
        Double.parseDouble(String.valueOf(about.get("high"))));
  }

  private static void requireFinite(Path path, String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InvalidInputException(
            "'" + path + "' is damaged: number " + i + " of " + name + " is " + values[i],
            "Let the classifier learn again.");
      }
    }
  }
}
