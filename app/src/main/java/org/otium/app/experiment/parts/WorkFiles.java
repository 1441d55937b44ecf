package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.FolderTree;

/**
 * Where pieces find what others made. Files come into being whole, whoever writes them and however
 * often, so that one that is there is complete and is not made again.
 *
 * @param folder the run folder
 */
record WorkFiles(Path folder) {
  /** The result, as Spark leaves datasets. */
  static final String RESULT = "synthetic.parquet";

  private Path work() {
    return folder.resolve("parts");
  }

  /**
   * Writes a file of a piece, which other processes may be writing at this moment: elsewhere first,
   * so that no process that dies leaves anything beside the result.
   */
  void write(Path file, AtomicFile.Content content) throws IOException {
    Path fresh = Files.createTempDirectory(work(), "fresh-");
    Path whole = fresh.resolve(String.valueOf(file.getFileName()));
    try {
      content.writeTo(whole);
      try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      FolderTree.delete(fresh);
    }
  }

  Path plan() {
    return work().resolve("plan.json");
  }

  /** The files of each dataset that are whole, which everything after the look follows from. */
  Path whole() {
    return work().resolve("whole.json");
  }

  /** Named after the file, for its number changes where others are left out. */
  Path look(int dataset, Path file) {
    CRC32C sum = new CRC32C();
    sum.update(file.toString().getBytes(StandardCharsets.UTF_8));
    return work()
        .resolve(
            String.format(
                Locale.ROOT, "look-%d-%s-%08x.bin", dataset, file.getFileName(), sum.getValue()));
  }

  /** Which samples of a dataset are wanted before all others. */
  Path wanted(int dataset) {
    return work().resolve("wanted-" + dataset + ".bin");
  }

  /** Rows of a file that are wanted before all others. */
  Path first(int dataset, int file) {
    return work().resolve("first-" + dataset + "-" + file + ".bin");
  }

  Path moments(int dataset) {
    return work().resolve("moments-" + dataset + ".bin");
  }

  Path labels(int a, int b) {
    return work().resolve("labels-" + a + "-" + b + ".bin");
  }

  Path metricLabels(int a, int b) {
    return work().resolve("metric-labels-" + a + "-" + b + ".bin");
  }

  /** The label distances of all pairs that are measured between, one after the other. */
  Path pairLabels() {
    return work().resolve("pair-labels.bin");
  }

  /** Where the maps take samples of the target, for the step that waits for the weights. */
  Path images(int part) {
    return work().resolve("images-" + part + ".bin");
  }

  /** What samples of the target contribute to the distances between datasets. */
  Path distances(int part) {
    return work().resolve("distances-" + part + ".bin");
  }

  /** Which samples of a side are in which blocks of a map. */
  Path table(int map, boolean isTarget) {
    return work().resolve("blocks-" + map + (isTarget ? "-target.bin" : "-source.bin"));
  }

  private Path blocks(int map) {
    return work().resolve("map-" + map);
  }

  Path block(int map, int block) {
    return blocks(map).resolve(String.format(Locale.ROOT, "block-%06d.bin", block));
  }

  Path result() {
    return folder.resolve(RESULT);
  }

  Path part(int part) {
    return result().resolve(String.format(Locale.ROOT, "part-%05d.parquet", part));
  }

  Path success() {
    return result().resolve("_SUCCESS");
  }

  void make(int maps) throws IOException {
    Files.createDirectories(result());
    for (int map = 0; map < maps; map++) {
      Files.createDirectories(blocks(map));
    }
  }

  /** Removes what followed from a dataset that is another one now. */
  void forget(int dataset) throws IOException {
    for (String name : names(work())) {
      boolean isOwn =
          name.equals("moments-" + dataset + ".bin")
              || name.startsWith("first-" + dataset + "-")
              || name.matches("(metric-)?labels-(" + dataset + "-.*|.*-" + dataset + "\\.bin)")
              || name.equals("pair-labels.bin")
              || name.startsWith("distances-")
              || name.startsWith("images-");
      // The first rows of the target are those of the blocks of all maps.
      boolean isMap =
          name.startsWith("first-0-")
              || name.equals("moments-0.bin")
              || name.equals("map-" + (dataset - 1))
              || name.startsWith("blocks-" + (dataset - 1) + "-")
              || (dataset == 0 && name.matches("(map|blocks|first|moments)-.*"));
      if (isOwn || isMap) {
        FolderTree.delete(work().resolve(name));
      }
    }
    for (String name : names(result())) {
      Files.delete(result().resolve(name));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }

  /** Removes everything but the result. */
  void clear() throws IOException {
    FolderTree.delete(work());
  }
}
