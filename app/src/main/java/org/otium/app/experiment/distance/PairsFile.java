package org.otium.app.experiment.distance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;

/** The pairs of datasets that were compared so far, from which a comparison continues. */
final class PairsFile {
  private PairsFile() {}

  static void write(Path file, List<Pair> pairs) throws IOException {
    // A line a pair: as one tree, and as its text, a million of them would take a gigabyte.
    AtomicFile.write(
        file,
        path -> {
          try (BufferedWriter out = Files.newBufferedWriter(path)) {
            out.write("{\n  \"pairs\" : [");
            for (int k = 0; k < pairs.size(); k++) {
              out.write(k == 0 ? "\n    " : ",\n    ");
              out.write(Json.compact(row(pairs.get(k))));
            }
            out.write(pairs.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
          }
        });
  }

  /** A pair as a tree. */
  static Map<String, Object> row(Pair pair) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("first", pair.first());
    row.put("second", pair.second());
    row.put("symbol", pair.symbol());
    row.put("squared", pair.squared());
    row.put("epsilon", pair.epsilon());
    row.put("seconds", pair.seconds());
    row.put("warnings", pair.warnings());
    return row;
  }

  /**
   * A pair from its tree.
   *
   * @param datasets how many datasets there are
   * @return nothing if it is no tree of a pair
   */
  static Optional<Pair> pair(Object row, int datasets) {
    return row instanceof Map<?, ?> map
            && map.get("first") instanceof Integer first
            && map.get("second") instanceof Integer second
            && map.get("squared") instanceof Number squared
            && map.get("epsilon") instanceof Number epsilon
            && map.get("seconds") instanceof Number seconds
            && map.get("warnings") instanceof List<?> warnings
            && 0 <= first
            && first < second
            && second < datasets
        ? Optional.of(
            new Pair(
                first,
                second,
                // The same for all pairs, of which there may be a million.
                String.valueOf(map.get("symbol")).intern(),
                squared.doubleValue(),
                epsilon.doubleValue(),
                seconds.doubleValue(),
                warnings.stream().map(String::valueOf).toList()))
        : Optional.empty();
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
        pairs.add(pair(row, datasets).orElseThrow(() -> damaged(file)));
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
