package org.otium.data.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.otium.api.InvalidInputException;

/**
 * A file to read, packed with gzip or not. Gzip is known by its first bytes, not by the name.
 *
 * @param path where it lies
 * @param length its length on the disk, in bytes
 * @param gzip whether it is packed
 */
public record SourceFile(Path path, long length, boolean gzip) {
  private static final int BUFFER = 1 << 16;

  /** What a packed byte may usually unpack to; images and tables stay far below. */
  private static final long USUAL_GZIP_RATIO = 32;

  private static final long SMALL = 1 << 20;

  /**
   * Looks at a file.
   *
   * @param path an existing file
   * @return the file
   * @throws InvalidInputException if there is no readable file
   * @throws IOException if reading fails
   */
  public static SourceFile of(Path path) throws IOException {
    requireFile(path);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] magic = in.readNBytes(2);
      boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
      return new SourceFile(path, Files.size(path), gzip);
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(
          "the file " + path + " may not be read", "Check its permissions.", e);
    }
  }

  /**
   * Refuses a path that is no file.
   *
   * @param path what should be a file
   * @throws InvalidInputException if it is missing or a folder
   */
  public static void requireFile(Path path) {
    if (Files.isDirectory(path)) {
      throw new InvalidInputException(path + " is a folder, not a file", "Name a file in it.");
    }
    if (!Files.exists(path)) {
      throw new InvalidInputException("there is no file " + path, "Check the path.");
    }
  }

  /**
   * Opens the content, unpacked.
   *
   * @return a buffered stream
   * @throws IOException if the file cannot be opened
   */
  public InputStream open() throws IOException {
    InputStream raw = Files.newInputStream(path);
    if (!gzip) {
      return new BufferedInputStream(raw, BUFFER);
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw damaged(e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The first bytes of the content, unpacked.
   *
   * @param count how many at most
   * @return fewer than {@code count} only if the content is shorter or damaged
   * @throws IOException if the file cannot be read
   */
  public byte[] head(int count) throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(count);
    } catch (EOFException | ZipException | InvalidInputException e) {
      return new byte[0];
    }
  }

  /**
   * Whether a content of so many bytes is so likely for a file of this length that room for all of
   * it may be made at once. Otherwise room is made as the bytes arrive.
   *
   * @param bytes the size that the content declares
   * @return whether to believe it beforehand
   */
  public boolean justifies(long bytes) {
    return bytes <= SMALL || bytes <= (gzip ? length * USUAL_GZIP_RATIO : length);
  }

  /**
   * The error for a file that breaks off or is garbled.
   *
   * @param cause what reading threw
   * @return the error
   */
  public InvalidInputException damaged(Exception cause) {
    return new InvalidInputException(
        "the " + (gzip ? "gzip " : "") + "file " + path + " is truncated or damaged",
        "Get the file again and compare its size with the original.",
        cause);
  }
}
