package org.otium.data.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.otium.api.InvalidInputException;
import org.otium.data.io.NewFile;
import org.otium.data.io.SourceFile;

/**
 * Named arrays in an npz file of numpy: a zip file of npy files. Reading believes nothing that the
 * file declares about its size, and never unpickles.
 */
public final class NpzFile {
  private static final String ENDING = ".npy";
  private static final int MAX_ENTRIES = 10_000;

  /**
   * Beyond this an entry that unpacks to more than {@link #MAX_RATIO} times its size is refused.
   */
  private static final long HARMLESS = 256L << 20;

  private static final long MAX_RATIO = 100;

  /** numpy dates entries like this, and a fixed date keeps equal arrays equal files. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzFile() {}

  /**
   * Reads all arrays.
   *
   * @param path an npz file
   * @return arrays by name, in the order of the file, unmodifiable
   * @throws InvalidInputException if the file is missing, damaged, hostile, or holds pickled
   *     objects
   * @throws IOException if it cannot be read
   */
  public static Map<String, NpyArray> read(Path path) throws IOException {
    SourceFile file = SourceFile.of(path);
    requireZip(file);
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(path.toFile(), ZipFile.OPEN_READ, StandardCharsets.UTF_8)) {
      if (zip.size() > MAX_ENTRIES) {
        throw new InvalidInputException(
            path + " holds " + zip.size() + " entries", "At most " + MAX_ENTRIES + " are read.");
      }
      long packed = 0;
      long unpacked = 0;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = arrayName(path, entry);
        packed += Math.max(0, entry.getCompressedSize());
        unpacked += Math.max(0, entry.getSize());
        if (packed > file.length() || unpacked > Math.max(HARMLESS, MAX_RATIO * file.length())) {
          throw new InvalidInputException(
              path + " declares " + unpacked + " bytes in a file of " + file.length(),
              "This looks like a zip bomb; get the file from a source you trust.");
        }
        NpyArray array = read(zip, entry, path + " (" + entry.getName() + ")");
        if (arrays.put(name, array) != null) {
          throw new InvalidInputException(
              path + " holds two arrays called '" + name + "'", "Give each its own name.");
        }
      }
    } catch (EOFException | ZipException e) {
      throw file.damaged(e);
    } catch (IllegalArgumentException e) {
      // ZipFile reports names that are no UTF-8 and impossible dates like this.
      throw file.damaged(e);
    }
    return Collections.unmodifiableMap(arrays);
  }

  private static void requireZip(SourceFile file) throws IOException {
    byte[] head = file.head(6);
    if (file.length() == 0) {
      throw new InvalidInputException(file.path() + " is empty: it has 0 bytes", "Get it again.");
    }
    if (new String(head, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY")) {
      throw new InvalidInputException(
          file.path() + " is a single array (npy), not a dataset",
          "Save features and labels together with numpy.savez(file, features=…, labels=…).");
    }
  }

  private static NpyArray read(ZipFile zip, ZipEntry entry, String where) throws IOException {
    long believable = Math.max(1 << 16, entry.getCompressedSize() * MAX_RATIO);
    InputStream content = zip.getInputStream(entry);
    if (content == null) {
      throw new ZipException("no content");
    }
    try (CheckedInputStream in = new CheckedInputStream(content, new CRC32())) {
      NpyArray array = NpyContent.read(in, entry.getSize(), believable, where);
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException("the checksum of " + entry.getName() + " is wrong");
      }
      return array;
    }
  }

  private static String arrayName(Path path, ZipEntry entry) {
    String name = entry.getName();
    boolean unsafe =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.matches("[A-Za-z]:.*")
            || name.equals("..")
            || name.startsWith("../")
            || name.contains("/../")
            || name.endsWith("/..");
    if (unsafe) {
      throw new InvalidInputException(
          path + " holds an entry called '" + printable(name) + "', which points outside the file",
          "Do not trust this file.");
    }
    if (!name.endsWith(ENDING) || name.length() == ENDING.length()) {
      throw new InvalidInputException(
          path + " holds '" + printable(name) + "', which is no npy array",
          "An npz file holds npy arrays only; write it with numpy.savez.");
    }
    return name.substring(0, name.length() - ENDING.length());
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Writes arrays, compressed; nothing is overwritten. Equal arrays give equal files.
   *
   * @param path a new file
   * @param arrays arrays by name
   * @throws InvalidInputException if the file exists, its folder does not, or a name is unusable
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, Map<String, NpyArray> arrays) throws IOException {
    write(path, arrays, true);
  }

  /**
   * Writes arrays; nothing is overwritten. Equal arrays give equal files.
   *
   * @param path a new file
   * @param arrays arrays by name
   * @param compress whether to compress, which takes most of the time
   * @throws InvalidInputException if the file exists, its folder does not, or a name is unusable
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, Map<String, NpyArray> arrays, boolean compress)
      throws IOException {
    for (String name : arrays.keySet()) {
      if (name.isBlank() || name.matches(".*[\\\\:\\p{Cntrl}].*|/.*|(.*/)?\\.\\.(/.*)?")) {
        throw new InvalidInputException(
            "an array cannot be called '" + printable(name) + "'",
            "Use letters, digits, '_', '-', '.' and '/'.");
      }
    }
    write(
        path,
        compress,
        zip -> {
          for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
            entry(zip, array.getKey());
            NpyContent.write(zip, array.getValue());
            zip.closeEntry();
          }
        });
  }

  /** Writes the entries of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(ZipOutputStream zip) throws IOException;
  }

  /** Writes a file whose entries come one by one. */
  static void write(Path path, boolean compress, Content content) throws IOException {
    try (NewFile file = new NewFile(path)) {
      OutputStream out = file.open(0);
      try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
        zip.setLevel(compress ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION);
        content.writeTo(zip);
      }
      file.commit();
    }
  }

  /** Begins the entry of an array. */
  static void entry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name + ENDING);
    entry.setTimeLocal(DATE);
    zip.putNextEntry(entry);
  }
}
