package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.app.experiment.Manifest;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/**
 * What the folder of a run says about it.
 *
 * @param exists whether it was begun
 * @param finished whether it came to its end
 * @param result what was measured, by name
 * @param shares which of these are shares that pages show in percent
 * @param names which of these are called after what was compared, and so stay as they are
 * @param seconds how long it took
 */
record RunRecord(
    boolean exists,
    boolean finished,
    Map<String, Double> result,
    Set<String> shares,
    Set<String> names,
    double seconds) {
  /** Its shares have names of their own, where those of others are the names of methods. */
  private static final String FLOW = new FlowTask().name();

  static RunRecord of(Path folder) throws IOException {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    if (!Files.exists(manifest)) {
      return new RunRecord(Files.isDirectory(folder), false, Map.of(), Set.of(), Set.of(), 0);
    }
    Map<String, Object> tree = Json.read(manifest);
    Map<String, Double> result = numbers(tree.get("result"));
    double seconds = numbers(tree.get("seconds")).values().stream().mapToDouble(s -> s).sum();
    boolean finished =
        "finished".equals(tree.get("status")) && Files.exists(folder.resolve(RunFolder.REPORT));
    Set<String> shares = names(tree.get(Manifest.SHARES));
    boolean areNames = !FLOW.equals(tree.get("command"));
    return new RunRecord(true, finished, result, shares, areNames ? shares : Set.of(), seconds);
  }

  private static Set<String> names(@Nullable Object list) {
    return list instanceof List<?> all
        ? all.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static Map<String, Double> numbers(@Nullable Object tree) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (value instanceof Number number) {
              numbers.put(String.valueOf(key), number.doubleValue());
            }
          });
    }
    return numbers;
  }
}
