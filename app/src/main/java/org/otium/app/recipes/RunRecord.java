package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/**
 * What the folder of a run says about it.
 *
 * @param exists whether it was begun
 * @param finished whether it came to its end
 * @param result what was measured, by name
 * @param seconds how long it took
 */
record RunRecord(boolean exists, boolean finished, Map<String, Double> result, double seconds) {
  static RunRecord of(Path folder) throws IOException {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    if (!Files.exists(manifest)) {
      return new RunRecord(Files.isDirectory(folder), false, Map.of(), 0);
    }
    Map<String, Object> tree = Json.read(manifest);
    Map<String, Double> result = numbers(tree.get("result"));
    double seconds = numbers(tree.get("seconds")).values().stream().mapToDouble(s -> s).sum();
    boolean finished =
        "finished".equals(tree.get("status")) && Files.exists(folder.resolve(RunFolder.REPORT));
    return new RunRecord(true, finished, result, seconds);
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
