package org.otium.data.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.InvalidInputException;

/**
 * Files that come into being whole or not at all: they are written beside their place under a
 * hidden name and moved there by {@link #commit}. Nothing that exists is overwritten.
 */
public final class NewFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private final List<Path> targets = new ArrayList<>();
  private final List<Path> temporaries = new ArrayList<>();
  private boolean committed;

  /**
   * Nothing yet.
   *
   * @param targets the files to be made
   * @throws InvalidInputException if one exists, or its folder does not
   */
  public NewFile(Path... targets) {
    for (Path target : targets) {
      requireFree(target);
      this.targets.add(target);
      temporaries.add(
          target.resolveSibling(
              "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part"));
    }
  }

  /**
   * Refuses a place that is taken or has no folder.
   *
   * @param target where something is to be written
   * @throws InvalidInputException if nothing can be made there
   */
  public static void requireFree(Path target) {
    if (target.getFileName() == null) {
      throw new InvalidInputException(target + " names no file", "Name a file to write.");
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          target + " exists already", "Choose another name, or remove it first.");
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "there is no folder " + folder, "Make it first, or choose another place.");
    }
  }

  /**
   * Opens one of the files.
   *
   * @param index its position among the targets
   * @return a buffered stream
   * @throws IOException if it cannot be made
   */
  public OutputStream open(int index) throws IOException {
    Path temporary = temporaries.get(index);
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          BUFFER);
    } catch (AccessDeniedException e) {
      throw readOnly(targets.get(index), e);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInputException(
          temporary + " is left over from a write that broke off", "Remove it.", e);
    }
  }

  /**
   * Where one of the targets is written meanwhile, for a target that is a folder.
   *
   * @param index its position among the targets
   * @return a path beside it
   */
  public Path temporary(int index) {
    return temporaries.get(index);
  }

  /**
   * The error for a place that may not be written to.
   *
   * @param target the place
   * @param cause what was thrown
   * @return the error
   */
  public static InvalidInputException readOnly(Path target, IOException cause) {
    return new InvalidInputException(
        target + " may not be written", "Check the permissions of its folder.", cause);
  }

  /**
   * Moves all files to their places.
   *
   * @throws InvalidInputException if a place was taken meanwhile
   * @throws IOException if they cannot be moved; none is left in place then
   */
  public void commit() throws IOException {
    int moved = 0;
    try {
      for (; moved < targets.size(); moved++) {
        Files.move(temporaries.get(moved), targets.get(moved));
      }
      committed = true;
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInputException(
          targets.get(moved) + " exists already", "Choose another name, or remove it first.", e);
    } finally {
      if (!committed) {
        for (int i = 0; i < moved; i++) {
          Files.deleteIfExists(targets.get(i));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      for (Path temporary : temporaries) {
        delete(temporary);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> inside;
      try (var stream = Files.list(path)) {
        inside = stream.toList();
      }
      for (Path child : inside) {
        delete(child);
      }
    }
    Files.deleteIfExists(path);
  }
}
