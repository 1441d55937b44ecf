package org.otium.app.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class FolderTree {
  private FolderTree() {}

  /**
   * Removes a file, or a folder with all that is in it. Of a link only the link is removed.
   *
   * @param path what to remove; nothing is done if it does not exist
   * @throws IOException if it cannot be removed
   */
  public static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.list(path)) {
        for (Path child : (Iterable<Path>) inside::iterator) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
