package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

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
