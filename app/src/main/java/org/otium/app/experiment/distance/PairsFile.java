package org.otium.app.experiment.distance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;

/** The pairs of datasets that were compared so far, from which a comparison continues. */
final class PairsFile {
  private PairsFile() {}

  static void write(Path file, List<Pair> pairs) throws IOException {
    List<Object> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("first", pair.first());
      row.put("second", pair.second());
      row.put("symbol", pair.symbol());
      row.put("squared", pair.squared());
      row.put("epsilon", pair.epsilon());
      row.put("seconds", pair.seconds());
      row.put("warnings", pair.warnings());
      rows.add(row);
    }
    AtomicFile.write(file, Json.write(Map.of("pairs", rows)));
  }

  /**
   * Reads the pairs.
   *
   * @param datasets how many datasets there are
   * @return none if there is no file yet
   * @throws InvalidInputException if the file is damaged
   */
  static List<Pair> read(Path file, int datasets) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    if (!Files.exists(file)) {
      return pairs;
    }
    if (Json.read(file).get("pairs") instanceof List<?> rows) {
      for (Object row : rows) {
        if (row instanceof Map<?, ?> map
            && map.get("first") instanceof Integer first
            && map.get("second") instanceof Integer second
            && map.get("squared") instanceof Number squared
            && map.get("epsilon") instanceof Number epsilon
            && map.get("seconds") instanceof Number seconds
            && map.get("warnings") instanceof List<?> warnings
            && 0 <= first
            && first < second
            && second < datasets) {
          pairs.add(
              new Pair(
                  first,
                  second,
                  String.valueOf(map.get("symbol")),
                  squared.doubleValue(),
                  epsilon.doubleValue(),
                  seconds.doubleValue(),
                  warnings.stream().map(String::valueOf).toList()));
        } else {
          throw damaged(file);
        }
      }
      return pairs;
    }
    throw damaged(file);
  }

  private static InvalidInputException damaged(Path file) {
    return new InvalidInputException(
        "'" + file + "' is damaged: it holds no pairs",
        "Remove it to compare all pairs again, or start in another folder.");
  }
}
