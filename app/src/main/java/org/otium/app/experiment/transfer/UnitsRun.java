package org.otium.app.experiment.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.Cancellation;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.KeptMaps;
import org.otium.app.experiment.KeptRun;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/** The folder of an experiment that begins, or goes on after the units that it finished. */
final class UnitsRun implements AutoCloseable {
  private final RunFolder folder;
  private final Manifest manifest;
  private final boolean isNew;

  private UnitsRun(RunFolder folder, Manifest manifest, boolean isNew) {
    this.folder = folder;
    this.manifest = manifest;
    this.isNew = isNew;
  }

  /** Opens the folder once it is known that nothing is wrong with the request. */
  @FunctionalInterface
  interface Opening {
    UnitsRun open(Workspace workspace, String command, DatasetGroup group) throws IOException;
  }

  /** What is done with the units that are known. */
  @FunctionalInterface
  interface Body {
    RunOutcome with(KeptUnits units) throws IOException;
  }

  /**
   * An experiment that begins.
   *
   * @param out a new folder
   * @throws InvalidInputException if it cannot be one
   */
  static Opening begin(Path out) {
    RunFolder.check(out);
    return (workspace, command, _) -> started(RunFolder.create(out), workspace, command, true);
  }

  /**
   * An experiment that goes on, or begins again where it kept nothing.
   *
   * @param out its folder
   * @param command what its manifest has to say
   * @throws InvalidInputException if it has come to its end
   * @throws IOException if its manifest cannot be read
   */
  static Opening goOn(Path out, String command) throws IOException {
    Path written = out.resolve(RunFolder.MANIFEST);
    if (Files.exists(written)
        && Files.exists(out.resolve(RunFolder.REPORT))
        && "finished".equals(Json.read(written).get("status"))) {
      throw new InvalidInputException(
          "the run in '" + out + "' has come to its end", "Its report is report.html there.");
    }
    return Files.exists(written) && Files.exists(out.resolve(RunFolder.UNITS))
        ? (workspace, _, group) -> resumed(RunFolder.resume(out, command), workspace, group)
        : (workspace, _, _) -> started(RunFolder.again(out), workspace, command, false);
  }

  private static UnitsRun started(
      RunFolder folder, Workspace workspace, String command, boolean isNew) throws IOException {
    try {
      return new UnitsRun(folder, Manifest.again(folder, workspace, command), isNew);
    } catch (RuntimeException | IOException e) {
      folder.close();
      throw e;
    }
  }

  private static UnitsRun resumed(RunFolder folder, Workspace workspace, DatasetGroup group)
      throws IOException {
    try {
      Manifest manifest = Manifest.resume(folder, workspace);
      for (int k = 0; k < group.used().size(); k++) {
        manifest.checkSameInput(group.used().get(k).name(), group.loaded().get(k));
      }
      return new UnitsRun(folder, manifest.put("status", "running"), false);
    } catch (RuntimeException | IOException e) {
      folder.close();
      throw e;
    }
  }

  RunFolder folder() {
    return folder;
  }

  Manifest manifest() {
    return manifest;
  }

  /**
   * Does the experiment.
   *
   * @param units all units that there are
   * @param files what it may have written when none is done
   * @param maps what maps have learned
   * @param body does it, with the manifest complete; what it has measured is kept as it comes
   * @return what came of it, or that it was stopped
   * @throws InvalidInputException if what was kept is damaged, or of other settings or datasets
   */
  RunOutcome made(
      List<Unit> units,
      List<String> files,
      Timings timings,
      Progress progress,
      StopSignal stop,
      KeptMaps maps,
      Body body)
      throws IOException {
    Path file = folder.file(RunFolder.UNITS);
    if (!Files.exists(file)) {
      // First, so that there is always a record of what units are of.
      manifest.write();
    }
    KeptUnits kept = KeptUnits.open(file, UnitsFile.origin(manifest.tree()), units, progress, stop);
    List<String> first = new ArrayList<>(files);
    first.add(RunFolder.UNITS);
    Path learned = folder.file(RunFolder.WORK);
    return new KeptRun(
            folder, manifest, timings, first, isNew, () -> kept.isEmpty() && !Files.exists(learned))
        .run(
            () -> {
              RunOutcome outcome;
              try {
                outcome = Cancellation.during(stop::isRequested, () -> body.with(kept));
              } finally {
                kept.keep();
              }
              kept.clear();
              maps.clear();
              return outcome;
            });
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
