package org.otium.app.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.app.runs.RunFolder;

/**
 * A run that goes on from what it finished when it ends early: its folder stays, unless nothing is
 * in it to go on from.
 *
 * @param folder a folder that was opened for it
 * @param manifest its manifest
 * @param timings how long its parts took
 * @param first the files that it may have written when nothing is finished yet
 * @param isNew whether the folder was made for it just now
 * @param holdsNothing whether nothing is finished yet
 */
public record KeptRun(
    RunFolder folder,
    Manifest manifest,
    Timings timings,
    List<String> first,
    boolean isNew,
    BooleanSupplier holdsNothing) {
  /** Copies the names of files. */
  public KeptRun {
    first = List.copyOf(first);
  }

  /** What is done in the folder. */
  @FunctionalInterface
  public interface Body {
    RunOutcome run() throws IOException;
  }

  /**
   * Does something in the folder and closes it.
   *
   * @param body what is done; a {@link CancellationException} says that it was stopped
   * @return what came of it, or that it was stopped
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(Body body) throws IOException {
    try (folder) {
      try {
        manifest.write();
        return body.run();
      } catch (CancellationException e) {
        manifest.finish("interrupted", timings.seconds());
        String line =
            holdsNothing.getAsBoolean()
                ? "Stopped before the end; nothing is finished yet."
                : "Stopped before the end; what is finished was kept.";
        return new RunOutcome(folder.path(), false, List.of(line), List.of());
      } catch (UncheckedIOException e) {
        failed(e);
        throw e.getCause();
      } catch (RuntimeException | IOException | Error e) {
        failed(e);
        throw e;
      }
    }
  }

  private void failed(Throwable failure) {
    if (!isNew || !holdsNothing.getAsBoolean()) {
      manifest.fail(failure, timings.seconds());
      return;
    }
    try {
      folder.abandon(first);
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }
}
