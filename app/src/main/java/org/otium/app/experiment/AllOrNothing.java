package org.otium.app.experiment;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.otium.app.runs.RunFolder;

/** A run that leaves nothing behind unless it comes to its end: there is nothing to resume. */
public final class AllOrNothing {
  private AllOrNothing() {}

  /** What is done in a folder. */
  @FunctionalInterface
  public interface Body {
    RunOutcome run() throws IOException;
  }

  /**
   * Does something in a folder and closes it.
   *
   * @param folder a folder that was opened for it
   * @param files names of the files that may have been written when it ends early
   * @param body what is done; a {@link CancellationException} says that it was stopped
   * @return what came of it, or that it was stopped
   * @throws IOException if the folder cannot be written
   */
  public static RunOutcome in(RunFolder folder, Supplier<List<String>> files, Body body)
      throws IOException {
    try {
      RunOutcome outcome = body.run();
      folder.close();
      return outcome;
    } catch (CancellationException e) {
      folder.abandon(files.get());
      return new RunOutcome(
          folder.path(), false, List.of("Stopped before the end; nothing was kept."), List.of());
    } catch (RuntimeException | IOException | Error e) {
      try {
        folder.abandon(files.get());
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }
}
