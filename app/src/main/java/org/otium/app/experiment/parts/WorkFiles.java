package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.otium.app.runs.AtomicFile;

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
      delete(fresh);
    }
  }

  /** Where a file lies. */
  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  Path plan() {
    return work().resolve("plan.json");
  }

  Path look(int dataset, int file) {
    return work().resolve("look-" + dataset + "-" + file + ".bin");
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

  /** Removes everything but the result. */
  void clear() throws IOException {
    delete(work());
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> inside = Files.list(path)) {
        for (Path child : (Iterable<Path>) inside::iterator) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
