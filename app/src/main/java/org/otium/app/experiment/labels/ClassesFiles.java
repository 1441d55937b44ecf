package org.otium.app.experiment.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.otium.app.runs.FolderTree;

/**
 * What is kept of steps that are done, until all are. Files come into being whole, so that one that
 * is there is not made again.
 *
 * @param folder the run folder
 */
record ClassesFiles(Path folder) {
  Path work() {
    return folder.resolve("parts");
  }

  Path plan() {
    return work().resolve("plan.json");
  }

  /** The moments of the classes of a dataset. */
  Path moments(int dataset) {
    return work().resolve("moments-" + dataset + ".bin");
  }

  /** What a dataset is; written when its moments are there. */
  Path about(int dataset) {
    return work().resolve("dataset-" + dataset + ".json");
  }

  Path distances(int a, int b) {
    return work().resolve("distances-" + a + "-" + b + ".bin");
  }

  void make() throws IOException {
    Files.createDirectories(work());
  }

  void clear() throws IOException {
    FolderTree.delete(work());
  }
}
