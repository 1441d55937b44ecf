package org.otium.app.experiment.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import org.otium.app.runs.JsonTree;

/** The units that were done so far, from which an experiment goes on. */
final class UnitsFile {
  private static final String ORIGIN = "origin";
  private static final String SUM = "sum";
  private static final String UNITS = "units";

  private UnitsFile() {}

  /**
   * What a unit gave.
   *
   * @param numbers its numbers
   * @param seconds how long it took
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Done(double[] numbers, double seconds) {}

  /**
   * A checksum of what decides the numbers of a run: its settings, and the contents of all files
   * that its datasets were read from.
   *
   * @param manifest that of the run
   */
  static String origin(Map<String, Object> manifest) {
    Map<String, Object> decisive = new LinkedHashMap<>();
    for (String key : List.of("command", "target", "test", "from", "settings")) {
      decisive.put(key, plain(manifest.get(key)));
    }
    for (String key : List.of("inputs", "other-inputs")) {
      Map<String, Object> sums = new LinkedHashMap<>();
      JsonTree.map(manifest.getOrDefault(key, Map.of()))
          .forEach((name, input) -> sums.put(name, sums(JsonTree.map(input))));
      decisive.put(key, sums);
    }
    return sha256(Json.compact(decisive));
  }

  /** A tree whose numbers read the same whether they were typed or read from a manifest. */
  private static Object plain(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
      return plain;
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(UnitsFile::plain).toList();
    }
    String text = tree == null ? "" : String.valueOf(tree);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static List<Object> sums(Map<String, Object> input) {
    List<Object> sums = new ArrayList<>();
    for (Object file : JsonTree.list(input, "files")) {
      sums.add(JsonTree.value(JsonTree.map(file), "sha256"));
    }
    return sums;
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  static void write(Path file, String origin, Map<String, Done> units) throws IOException {
    List<String> rows = new ArrayList<>();
    units.forEach((name, done) -> rows.add(row(name, done)));
    // A line a unit, for people who look into it.
    AtomicFile.write(
        file,
        path -> {
          try (BufferedWriter out = Files.newBufferedWriter(path)) {
            out.write("{\n  \"" + ORIGIN + "\" : \"" + origin + "\",");
            out.write("\n  \"" + SUM + "\" : \"" + sha256(String.join("\n", rows)) + "\",");
            out.write("\n  \"" + UNITS + "\" : [");
            for (int k = 0; k < rows.size(); k++) {
              out.write((k == 0 ? "\n    " : ",\n    ") + rows.get(k));
            }
            out.write(rows.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
          }
        });
  }

  private static String row(String name, Done done) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("unit", name);
    row.put("numbers", done.numbers());
    row.put("seconds", done.seconds());
    return Json.compact(row);
  }

  /**
   * Reads the units.
   *
   * @param file the file
   * @param origin {@link #origin} of the run that goes on
   * @return what they gave by name, in the order in which they were done
   * @throws InvalidInputException if the file is damaged, or the run began with other settings or
   *     datasets
   * @throws IOException if it cannot be read
   */
  static Map<String, Done> read(Path file, String origin) throws IOException {
    Map<String, Object> tree = tree(file);
    if (!(tree.get(UNITS) instanceof List<?> rows) || !tree.containsKey(ORIGIN)) {
      throw damaged(file, null);
    }
    if (!origin.equals(tree.get(ORIGIN))) {
      throw new InvalidInputException(
          "the datasets or settings are not those that the run in '"
              + file.getParent()
              + "' began with",
          "Restore them, or start again in another folder.");
    }
    Map<String, Done> units = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    try {
      for (Object row : rows) {
        Map<String, Object> map = JsonTree.map(row);
        List<?> numbers = JsonTree.list(map, "numbers");
        Done done =
            new Done(
                numbers.stream().mapToDouble(UnitsFile::number).toArray(),
                number(JsonTree.value(map, "seconds")));
        String name = String.valueOf(JsonTree.value(map, "unit"));
        units.put(name, done);
        texts.add(row(name, done));
      }
    } catch (RuntimeException e) {
      throw damaged(file, e);
    }
    if (!sha256(String.join("\n", texts)).equals(tree.get(SUM))) {
      throw damaged(file, null);
    }
    return units;
  }

  private static Map<String, Object> tree(Path file) throws IOException {
    try {
      return Json.read(file);
    } catch (InvalidInputException e) {
      throw damaged(file, e);
    }
  }

  /** JSON has text for numbers that it lacks. */
  private static double number(Object value) {
    return Double.parseDouble(String.valueOf(value));
  }

  static InvalidInputException damaged(Path file, @Nullable Throwable cause) {
    String what = "'" + file + "' is damaged: it does not hold what was measured";
    String remedy =
        "Restore it, remove it to measure everything again, or start in another folder.";
    return cause == null
        ? new InvalidInputException(what, remedy)
        : new InvalidInputException(what, remedy, cause);
  }
}
