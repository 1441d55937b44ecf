package org.otium.app.history;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.data.npz.NpyArray;
import org.otium.data.npz.NpzFile;

/** Holds what two runs left against each other, file by file. */
public final class FolderDifference {
  /** What tells when, where and how fast a run was made; what was measured is held separately. */
  private static final Set<String> ABOUT_THE_RUN =
      Set.of(
          RunFolder.MANIFEST, RunFolder.REPORT, RunFolder.REPORT_CONTENT, RunFolder.PAIRS, ".lock");

  private static final String SECONDS = "seconds";
  private static final String RESULT = "manifest.json, result";

  private FolderDifference() {}

  /**
   * Compares two folders of single runs.
   *
   * @param first the folder of a run
   * @param second that of the same run, repeated
   * @return one entry a file, by name
   * @throws IOException if one cannot be read
   */
  public static List<FileDifference> between(Path first, Path second) throws IOException {
    Set<String> names = new TreeSet<>(files(first));
    Set<String> later = files(second);
    names.addAll(later);
    List<FileDifference> differences = new ArrayList<>();
    for (String name : names) {
      Path a = first.resolve(name);
      Path b = second.resolve(name);
      if (!Files.exists(b)) {
        differences.add(
            FileDifference.other(name, FileDifference.Kind.MISSING, "it was not written again"));
      } else if (!Files.exists(a)) {
        differences.add(
            FileDifference.other(name, FileDifference.Kind.NEW, "the first run does not have it"));
      } else {
        differences.add(compared(name, a, b));
      }
    }
    differences.add(result(first, second));
    return differences;
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      children
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !ABOUT_THE_RUN.contains(name))
          .forEach(names::add);
      return names;
    }
  }

  private static FileDifference result(Path first, Path second) throws IOException {
    NumberDifference difference = new NumberDifference();
    Object a = Json.read(first.resolve(RunFolder.MANIFEST)).getOrDefault("result", Map.of());
    Object b = Json.read(second.resolve(RunFolder.MANIFEST)).getOrDefault("result", Map.of());
    trees(a, b, "result", difference);
    FileDifference found = difference.of(RESULT);
    return found.kind() == FileDifference.Kind.SAME_VALUES
        ? FileDifference.identical(RESULT)
        : found;
  }

  private static FileDifference compared(String name, Path a, Path b) throws IOException {
    if (Files.mismatch(a, b) < 0) {
      return FileDifference.identical(name);
    }
    try {
      NumberDifference difference = new NumberDifference();
      if (name.endsWith(".npz")) {
        arrays(NpzFile.read(a), NpzFile.read(b), difference);
      } else if (name.endsWith(".csv")) {
        tables(Files.readAllLines(a), Files.readAllLines(b), difference);
      } else if (name.endsWith(".json")) {
        trees(Json.read(a), Json.read(b), "", difference);
      } else if (name.endsWith(".gz")) {
        bytes(unpacked(a), unpacked(b), difference);
      } else {
        difference.other("other bytes");
      }
      return difference.of(name);
    } catch (InvalidInputException e) {
      return FileDifference.other(name, FileDifference.Kind.DIFFERENT, e.what());
    }
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return in.readAllBytes();
    }
  }

  private static void bytes(byte[] a, byte[] b, NumberDifference difference) {
    if (a.length != b.length) {
      difference.other(a.length + " and " + b.length + " bytes");
      return;
    }
    for (int i = 0; i < a.length; i++) {
      difference.numbers(a[i] & 0xff, b[i] & 0xff, "byte " + i);
    }
  }

  private static void arrays(
      Map<String, NpyArray> a, Map<String, NpyArray> b, NumberDifference difference) {
    if (!a.keySet().equals(b.keySet())) {
      difference.other("arrays " + a.keySet() + " and " + b.keySet());
      return;
    }
    a.forEach((name, array) -> arrays(name, array, b.getOrDefault(name, array), difference));
  }

  private static void arrays(String name, NpyArray a, NpyArray b, NumberDifference difference) {
    if (a.equals(b)) {
      return;
    }
    if (!Arrays.equals(a.shape(), b.shape()) || !a.type().equals(b.type())) {
      difference.other(name + " is " + a.describe() + " and " + b.describe());
      return;
    }
    double[] first;
    double[] second;
    try {
      first = a.toDoubles();
      second = b.toDoubles();
    } catch (InvalidInputException | IllegalStateException e) {
      difference.other(name + " holds other text");
      return;
    }
    for (int i = 0; i < first.length; i++) {
      difference.numbers(first[i], second[i], name + "[" + i + "]");
    }
  }

  private static void tables(List<String> a, List<String> b, NumberDifference difference) {
    if (a.size() != b.size() || a.isEmpty() || !a.getFirst().equals(b.getFirst())) {
      difference.other("other lines or columns");
      return;
    }
    String[] head = a.getFirst().split(",", -1);
    for (int line = 1; line < a.size(); line++) {
      String[] first = a.get(line).split(",", -1);
      String[] second = b.get(line).split(",", -1);
      if (first.length != second.length) {
        difference.other("line " + (line + 1) + " has other columns");
        return;
      }
      for (int c = 0; c < first.length; c++) {
        String column = c < head.length ? head[c] : "";
        if (!column.equals(SECONDS)) {
          cells(first[c], second[c], "line " + (line + 1) + " " + column, difference);
        }
      }
    }
  }

  private static void cells(String a, String b, String at, NumberDifference difference) {
    if (a.equals(b)) {
      return;
    }
    try {
      difference.numbers(Double.parseDouble(a), Double.parseDouble(b), at);
    } catch (NumberFormatException e) {
      difference.other(at + " is '" + a + "' and '" + b + "'");
    }
  }

  private static void trees(
      @Nullable Object a, @Nullable Object b, String at, NumberDifference difference) {
    if (a instanceof Number first && b instanceof Number second) {
      difference.numbers(first.doubleValue(), second.doubleValue(), at);
    } else if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
      if (!first.keySet().equals(second.keySet())) {
        difference.other(at + " has keys " + first.keySet() + " and " + second.keySet());
        return;
      }
      first.forEach(
          (key, value) -> {
            if (!key.equals(SECONDS)) {
              String below = at.isEmpty() ? key.toString() : at + "." + key;
              trees(value, second.get(key), below, difference);
            }
          });
    } else if (a instanceof List<?> first && b instanceof List<?> second) {
      if (first.size() != second.size()) {
        difference.other(at + " has " + first.size() + " and " + second.size() + " items");
        return;
      }
      for (int i = 0; i < first.size(); i++) {
        trees(first.get(i), second.get(i), at + "[" + i + "]", difference);
      }
    } else if (!Objects.equals(a, b)) {
      difference.other(at + " is '" + a + "' and '" + b + "'");
    }
  }
}
