package org.otium.app.experiment.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.otium.api.FeatureShape;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.Json;

/**
 * What is known of a dataset, or of a file of it, beside its moments.
 *
 * @param name its name
 * @param origin the format or generator that it came through, in words
 * @param shape of the samples that are used
 * @param samples how many are used
 * @param of how many there are
 * @param readShape the shape of the samples as they were read, in words
 * @param classNames names of classes; may lack some
 * @param files the files that were read
 * @param notes what was left out, in words
 */
record AboutDataset(
    String name,
    String origin,
    FeatureShape shape,
    long samples,
    long of,
    String readShape,
    SortedMap<Integer, String> classNames,
    List<InputFile> files,
    List<String> notes) {
  AboutDataset {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  String className(int id) {
    return classNames.getOrDefault(id, Integer.toString(id));
  }

  /** The same dataset, of which another file was read after these. */
  AboutDataset and(AboutDataset next) {
    List<InputFile> allFiles = new ArrayList<>(files);
    allFiles.addAll(next.files);
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.addAll(next.notes);
    return new AboutDataset(
        name,
        origin,
        shape,
        samples + next.samples,
        of + next.of,
        readShape,
        classNames,
        allFiles,
        allNotes);
  }

  String text() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("origin", origin);
    tree.put("shape", UsedDataset.shape(shape));
    tree.put("samples", Long.toString(samples));
    tree.put("of", Long.toString(of));
    tree.put("read-shape", readShape);
    Map<String, String> names = new LinkedHashMap<>();
    classNames.forEach((id, className) -> names.put(id.toString(), className));
    tree.put("classes", names);
    tree.put(
        "files",
        files.stream()
            .map(file -> List.of(file.path(), Long.toString(file.bytes()), file.sha256()))
            .toList());
    tree.put("notes", notes);
    return Json.compact(tree);
  }

  static AboutDataset of(String text) {
    Map<String, Object> tree = Json.read(text);
    SortedMap<Integer, String> names = new TreeMap<>();
    if (tree.get("classes") instanceof Map<?, ?> map) {
      map.forEach((id, name) -> names.put(Integer.valueOf(id.toString()), name.toString()));
    }
    List<InputFile> files = new ArrayList<>();
    for (Object file : list(tree.get("files"))) {
      List<String> parts = words(file);
      files.add(new InputFile(parts.get(0), Long.parseLong(parts.get(1)), parts.get(2)));
    }
    return new AboutDataset(
        String.valueOf(tree.get("name")),
        String.valueOf(tree.get("origin")),
        UsedDataset.shape(list(tree.get("shape"))),
        Long.parseLong(String.valueOf(tree.get("samples"))),
        Long.parseLong(String.valueOf(tree.get("of"))),
        String.valueOf(tree.get("read-shape")),
        names,
        files,
        words(tree.get("notes")));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<String> words(@Nullable Object value) {
    return list(value).stream().map(String::valueOf).toList();
  }
}
