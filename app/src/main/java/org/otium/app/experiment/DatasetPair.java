package org.otium.app.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.otium.api.DatasetTransform;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.app.datasets.LoadedDataset;
import org.otium.data.Subset;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

/**
 * The two datasets of a command, as they were read and as they are used.
 *
 * @param from the first as it was read
 * @param to the second as it was read
 * @param source what is used of the first
 * @param target what is used of the second
 * @param leftOut what was left out of them, and how many samples transforms left, in words
 * @param truth the classes of the source's samples, where transforms gave them others and changed
 *     nothing else
 */
public record DatasetPair(
    LoadedDataset from,
    LoadedDataset to,
    LabeledDataset source,
    LabeledDataset target,
    List<String> leftOut,
    Optional<Labels> truth) {
  public static final String SOURCE = "source";
  public static final String TARGET = "target";

  /** The particles before a flow, and after it, which its map is learned from. */
  public static final String START = "start";

  public static final String END = "end";

  public Map<String, LabeledDataset> byRole() {
    return Map.of(SOURCE, source, TARGET, target);
  }

  public Map<String, Object> manifest() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put(SOURCE, Manifest.input(from, source));
    inputs.put(TARGET, Manifest.input(to, target));
    return inputs;
  }

  /**
   * Brings two datasets to the sizes that were asked for and into one feature space.
   *
   * @param resize whether the first may be resized to the shape of the second
   */
  public static DatasetPair of(
      LoadedDataset from,
      LoadedDataset to,
      int sourceSamples,
      int targetSamples,
      long seed,
      boolean resize) {
    Subset first = Preparation.subset(from.dataset(), sourceSamples, seed);
    Subset second = Preparation.subset(to.dataset(), targetSamples, seed);
    List<String> leftOut =
        Stream.of(
                Preparation.leftOut(from.dataset(), first),
                Preparation.leftOut(to.dataset(), second))
            .flatMap(Optional::stream)
            .toList();
    LabeledDataset source = Preparation.fitted(first.dataset(), second.dataset(), resize);
    return new DatasetPair(from, to, source, second.dataset(), leftOut, Optional.empty());
  }

  /**
   * What is used of them after the transforms that settings name. Those of the target come first;
   * the role target in {@code from-transforms} means what they make of it.
   *
   * @param context the transforms there are
   * @param resolved settings with {@code from-transforms} and {@code to-transforms}
   */
  public DatasetPair transformed(
      ExperimentContext context, Map<String, Object> resolved, long seed) {
    LabeledDataset second =
        transformed(target, context.with(byRole(), seed), resolved, "to-transforms", seed);
    Map<String, LabeledDataset> roles = Map.of(SOURCE, source, TARGET, second);
    LabeledDataset first =
        transformed(source, context.with(roles, seed), resolved, "from-transforms", seed);
    boolean isRelabelled =
        Arrays.equals(first.features().array(), source.features().array())
            && !first.labels().equals(source.labels());
    List<String> notes =
        Stream.of(
                leftOut.stream(),
                Preparation.leftBy(source, first, "from-transforms").stream(),
                Preparation.leftBy(target, second, "to-transforms").stream())
            .flatMap(lines -> lines)
            .toList();
    return new DatasetPair(
        from, to, first, second, notes, isRelabelled ? Optional.of(source.labels()) : truth);
  }

  /** A dataset after the transforms that a setting names. */
  public static LabeledDataset transformed(
      LabeledDataset dataset,
      SettingsContext plugins,
      Map<String, Object> resolved,
      String key,
      long seed) {
    LabeledDataset transformed = dataset;
    if (resolved.get(key) instanceof List<?> specs) {
      SettingsBinder binder = new SettingsBinder(plugins);
      int index = 0;
      for (Object spec : specs) {
        String path = key + "[" + index++ + "]";
        DatasetTransform transform =
            (DatasetTransform) binder.bindPlugin(Kind.DATASET_TRANSFORM, spec, path).value();
        transformed = transform.apply(transformed, seed);
      }
    }
    return transformed;
  }

  /** What classes are called. */
  public static List<String> names(LabeledDataset dataset, int[] classes) {
    return Arrays.stream(classes).mapToObj(dataset::className).toList();
  }

  /** The datasets in words, for reports. */
  public Map<String, String> words(String first, String second) {
    Map<String, String> rows = new LinkedHashMap<>();
    put(rows, first, from, source);
    put(rows, second, to, target);
    return rows;
  }

  /** Writes where a dataset came from and what of it is used. */
  public static void put(
      Map<String, String> rows, String role, LoadedDataset loaded, LabeledDataset used) {
    UsedDataset.of(loaded, used).put(rows, role);
  }
}
