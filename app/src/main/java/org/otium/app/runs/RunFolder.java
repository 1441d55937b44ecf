package org.otium.app.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.app.text.ShellWord;

/** The folder that one run writes to. Held by one process at a time. */
public final class RunFolder implements AutoCloseable {
  /** What the run was, and what came of it. */
  public static final String MANIFEST = "manifest.json";

  /** Where an interrupted flow continues. */
  public static final String CHECKPOINT = "checkpoint.npz";

  /** Where an interrupted comparison of many datasets continues. */
  public static final String PAIRS = "pairs.json";

  /** Where an interrupted experiment continues that learns again and again. */
  public static final String UNITS = "units.json";

  /** What maps have learned of a run that is under way. */
  public static final String WORK = "work";

  private static final List<String> CONTINUED = List.of(CHECKPOINT, PAIRS, UNITS, WORK);

  /** One line a step. */
  public static final String METRICS = "metrics.csv";

  /** What a recipe with several runs says. */
  public static final String RECIPE = "recipe.yaml";

  /** Where particles were along a flow. */
  public static final String TRAJECTORY = "trajectory.npz";

  /** What a page that compares runs draws this one from. */
  public static final String FIGURE = "along.json";

  /** The page to read; written when all that it speaks of is there. */
  public static final String REPORT = "report.html";

  /** What the page to read is put together from. */
  public static final String REPORT_CONTENT = "report.json";

  private static final String LOCK = ".lock";
  private final Path path;
  private final boolean made;
  private final FileChannel channel;
  private final @Nullable FileLock lock;

  private RunFolder(Path path, boolean made, FileChannel channel, @Nullable FileLock lock) {
    this.path = path;
    this.made = made;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Finds out whether a new run could write to a folder, without making it.
   *
   * @param path a folder that is empty or does not exist, in one that exists
   * @throws InvalidInputException if it could not
   */
  public static void check(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      checkEmpty(path, absolute);
      checkWritable(absolute);
      return;
    }
    if (Files.exists(absolute)) {
      throw new InvalidInputException("'" + path + "' is a file", "Choose a folder with --out.");
    }
    Path parent = absolute.getParent();
    if (parent == null || !Files.exists(parent)) {
      throw new InvalidInputException(
          "folder '"
              + parent
              + "', where '"
              + path.getFileName()
              + "' should be made, does not exist",
          "Make it first, or choose another folder with --out.");
    }
    if (!Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "'" + parent + "' is a file, so '" + path.getFileName() + "' cannot be made in it",
          "Choose another folder with --out.");
    }
    checkWritable(parent);
  }

  private static void checkEmpty(Path path, Path absolute) {
    if (Files.exists(absolute.resolve(MANIFEST))) {
      boolean continues = continues(absolute);
      throw new InvalidInputException(
          "folder '" + path + "' holds a run already",
          "Choose another folder with --out"
              + (continues ? ", or continue that run with --resume " + ShellWord.quoted(path) : "")
              + ".");
    }
    try (Stream<Path> children = Files.list(absolute)) {
      if (children.anyMatch(child -> !child.endsWith(LOCK))) {
        throw new InvalidInputException(
            "folder '" + path + "' is not empty", "Choose a new folder with --out.");
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "folder '" + path + "' cannot be read", "Choose another folder with --out.", e);
    }
  }

  private static boolean continues(Path folder) {
    return CONTINUED.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static void checkWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw readOnly(folder, null);
    }
  }

  private static InvalidInputException readOnly(Path folder, @Nullable IOException cause) {
    String what = "nothing can be written to folder '" + folder + "'";
    String remedy = "Choose a writable folder with --out.";
    return cause == null
        ? new InvalidInputException(what, remedy)
        : new InvalidInputException(what, remedy, cause);
  }

  /**
   * Makes the folder of a new run.
   *
   * @param path as for {@link #check}
   * @return the folder, held by this process
   * @throws InvalidInputException if a new run cannot write there
   */
  public static RunFolder create(Path path) {
    check(path);
    boolean existed = Files.isDirectory(path);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw readOnly(path, e);
    }
    return entered(path, !existed);
  }

  /** Takes hold of a folder that was empty a moment ago, and of none that is not any more. */
  static RunFolder entered(Path path, boolean made) {
    RunFolder folder = held(path, made);
    try {
      // Another process may have made a whole run since the first look.
      checkEmpty(path, path.toAbsolutePath().normalize());
      return folder;
    } catch (InvalidInputException e) {
      try {
        folder.close();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /**
   * Opens the folder of a run that was interrupted.
   *
   * @param path a folder that holds a manifest, and a checkpoint, pairs or units
   * @param command what was called then
   * @return the folder, held by this process
   * @throws InvalidInputException if there is nothing that this command can continue
   * @throws IOException if the manifest cannot be read
   */
  public static RunFolder resume(Path path, String command) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new InvalidInputException(
          "there is no folder '" + path + "'",
          "Give the folder of an interrupted run to --resume.");
    }
    if (!Files.exists(path.resolve(MANIFEST))) {
      throw new InvalidInputException(
          "folder '" + path + "' holds no run",
          "Give the folder of an interrupted run to --resume.");
    }
    HeldRun.check(path, command);
    if (!continues(path)) {
      throw new InvalidInputException(
          "the run in '" + path + "' left no checkpoint", "Start it again with another --out.");
    }
    RunFolder folder = held(path, false);
    folder.removeUnfinished();
    return folder;
  }

  /** Removes what a process was writing when it was killed. */
  private void removeUnfinished() {
    try (Stream<Path> children = Files.list(path)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        String name = String.valueOf(child.getFileName());
        if (name.startsWith(".") && name.contains(".part")) {
          remove(child);
        }
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "folder '" + path + "' cannot be used: " + e.getMessage(), "Check its permissions.", e);
    }
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : (Iterable<Path>) children::iterator) {
          Files.deleteIfExists(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }

  /**
   * Takes the folder of a run that ended before it left a checkpoint, to start it again.
   *
   * @param path a folder that was made for the run
   * @return the folder, held by this process
   * @throws InvalidInputException if it cannot be used
   */
  public static RunFolder again(Path path) {
    return held(path, false);
  }

  private static RunFolder held(Path path, boolean made) {
    try {
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new RunFolder(path, made, channel, lock(path, channel));
    } catch (AccessDeniedException e) {
      throw readOnly(path, e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "folder '" + path + "' cannot be used: " + e.getMessage(),
          "Choose another folder with --out.",
          e);
    }
  }

  /**
   * Whether a process is writing to a folder.
   *
   * @param path the folder of a run
   * @return false where that cannot be known
   */
  public static boolean isHeld(Path path) {
    Path file = path.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable FileLock lock(Path path, FileChannel channel) throws IOException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    } catch (IOException e) {
      // Some network file systems have no locks; one process a folder is then up to the user.
      return null;
    }
    if (lock.isEmpty()) {
      channel.close();
      throw new InvalidInputException(
          "another process is writing to '" + path + "'", "Wait for it, or stop it first.");
    }
    return lock.get();
  }

  /**
   * Where the folder is.
   *
   * @return its path as the user gave it
   */
  public Path path() {
    return path;
  }

  /**
   * A file of the run.
   *
   * @param name its name
   * @return its path
   */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Finds out whether the folder is why a run failed.
   *
   * @param failure what was thrown
   * @throws OtiumException if the folder was removed meanwhile
   */
  public void requirePresent(Throwable failure) {
    if (!Files.isDirectory(path)) {
      throw new OtiumException(
          "folder '" + path + "' is not there any more",
          "Leave the folder of a run alone while it writes to it.",
          failure);
    }
  }

  /**
   * Leaves nothing behind of a run that failed, so that its folder can be used again: removes files
   * of the run, and the folder if it was made for it and holds nothing else. To be closed as well.
   *
   * @param names the files that the run may have written
   * @throws IOException if they cannot be removed
   */
  public void abandon(List<String> names) throws IOException {
    for (String name : names) {
      Files.deleteIfExists(file(name));
    }
    close();
    if (made) {
      try {
        Files.delete(path);
      } catch (DirectoryNotEmptyException e) {
        // What others put there meanwhile is theirs.
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    if (lock != null) {
      lock.release();
    }
    channel.close();
    Files.deleteIfExists(path.resolve(LOCK));
  }
}
