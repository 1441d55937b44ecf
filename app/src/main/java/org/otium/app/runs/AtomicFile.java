package org.otium.app.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Writes files that are either there in full or not there at all, whatever happens meanwhile. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file of bytes.
   *
   * @param path where; an older version is replaced
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, byte[] content) throws IOException {
    write(path, temporary -> Files.write(temporary, content));
  }

  /**
   * Writes a file of text in UTF-8.
   *
   * @param path where; an older version is replaced
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, String content) throws IOException {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file through a temporary one beside it, which keeps the extension.
   *
   * @param path where; an older version is replaced
   * @param content writes the temporary file, which does not exist yet
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, Content content) throws IOException {
    Path temporary = path.resolveSibling("." + path.getFileName() + ".part" + extension(path));
    Files.deleteIfExists(temporary);
    try {
      content.writeTo(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move(temporary, path);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes files that belong together: first all of them in full, in a folder of their own, and
   * then each is moved to where it belongs. Other files are left alone.
   *
   * @param folder where; older versions of the same names are replaced
   * @param content writes the files into the empty folder that it is given
   * @throws IOException if they cannot be written
   */
  public static void writeInto(Path folder, Content content) throws IOException {
    Path fresh = Files.createTempDirectory(folder, ".part-");
    try {
      content.writeTo(fresh);
      for (Path file : files(fresh)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
      for (Path file : files(fresh)) {
        move(file, folder.resolve(file.getFileName()));
      }
    } finally {
      for (Path file : files(fresh)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(fresh);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String extension(Path path) {
    String name = path.getFileName().toString();
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param path where
     * @throws IOException if it cannot be written
     */
    void writeTo(Path path) throws IOException;
  }
}
