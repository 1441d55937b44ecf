package org.otium.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.otium.api.DatasetMapping;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.FolderTree;
import org.otium.app.runs.RunFolder;

/**
 * What the maps of a run have learned, in its folder until the run has come to its end. A run that
 * ends before goes on from there; one whose maps have learned nothing leaves nothing behind.
 */
public final class KeptMaps {
  private final Path run;
  private final boolean isBegun;
  private boolean isUsed;

  /**
   * Nothing is learned yet, or by an earlier process.
   *
   * @param run the folder of the run, which need not exist
   */
  public KeptMaps(Path run) {
    this.run = run;
    this.isBegun = Files.exists(run.resolve(RunFolder.MANIFEST));
  }

  private Path folder() {
    return run.resolve(RunFolder.WORK);
  }

  /** A mapping that keeps what it learns with the run, if it can and does not do so elsewhere. */
  DatasetMapping with(DatasetMapping mapping) {
    return mapping
        .keptIn(folder())
        .map(
            kept -> {
              isUsed = true;
              return kept;
            })
        .orElse(mapping);
  }

  /**
   * Whether there is nothing to go on from.
   *
   * @return true if no map has learned anything that is still there
   * @throws IOException if the folder cannot be read
   */
  public boolean isEmpty() throws IOException {
    if (!Files.isDirectory(folder())) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Does something in the folder of the run and closes it. If it ends early, what maps have learned
   * stays, with the manifest that says how to go on.
   *
   * @param opened the folder of the run
   * @param manifest holds what the run is made from; written before anything is done
   * @param timings how long each part took
   * @param files names of the files that may have been written when it ends early
   * @param body what is done; a {@link CancellationException} says that it was stopped
   * @param progress is told what stays where it fails
   * @return what came of it, or that it was stopped
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome until(
      RunFolder opened,
      Manifest manifest,
      Timings timings,
      Supplier<List<String>> files,
      AllOrNothing.Body body,
      Progress progress)
      throws IOException {
    return AllOrNothing.in(
        opened,
        () -> leftOver(files.get()),
        () -> {
          if (isUsed) {
            manifest.write();
          }
          RunOutcome outcome;
          try {
            outcome = body.run();
          } catch (CancellationException e) {
            if (!stays()) {
              throw e;
            }
            for (String name : leftOver(files.get())) {
              Files.deleteIfExists(opened.file(name));
            }
            manifest.finish("interrupted", timings.seconds());
            String kept =
                isEmpty()
                    ? "Stopped before the end; no map has learned anything yet."
                    : "Stopped before the end; what the maps have learned is kept.";
            return new RunOutcome(opened.path(), false, List.of(kept), List.of());
          } catch (RuntimeException | IOException | Error e) {
            if (stays()) {
              manifest.fail(e, timings.seconds());
            }
            // What is wrong with the input, or with what was learned, is so when it goes on as
            // well.
            if (isUsed && !isEmpty() && !(e instanceof InvalidInputException)) {
              progress.note(
                  "What the maps have learned is kept. Continue with: "
                      + progress.continuing(opened.path()));
            }
            throw e;
          }
          clear();
          return outcome;
        });
  }

  /**
   * Removes what the maps have learned: the run has come to its end. A folder that was named for
   * them stays.
   *
   * @throws IOException if it cannot be removed
   */
  public void clear() throws IOException {
    if (isUsed) {
      FolderTree.delete(folder());
    }
  }

  /** Whether the run can go on: an earlier process began it, or its maps have learned. */
  private boolean stays() throws IOException {
    boolean stays = isUsed && (isBegun || !isEmpty());
    if (isUsed && !stays) {
      FolderTree.delete(folder());
    }
    return stays;
  }

  /** The files that nobody wants of a run that ended early. */
  private List<String> leftOver(List<String> written) {
    List<String> names = new ArrayList<>(written);
    if (isUsed) {
      names.remove(RunFolder.MANIFEST);
      if (!isBegun && !Files.exists(folder())) {
        names.add(RunFolder.MANIFEST);
      }
    }
    return names;
  }
}
