package org.otium.data.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/** Files of any content, read. */
final class Hostile {
  private Hostile() {}

  /** Reads a file. */
  @FunctionalInterface
  interface Reader {
    void read(Path file) throws IOException;
  }

  /**
   * Reads bytes as a file of a name, in a folder of its own. Any exception but the one that
   * documents a mistake of the user is left to fail.
   */
  static void read(byte[] content, String name, Reader reader) throws IOException {
    Path folder = Files.createTempDirectory("otium-fuzz");
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      reader.read(file);
    } catch (InvalidInputException e) {
      if (e.what().isBlank()) {
        throw new AssertionError("nothing is told", e);
      }
    } finally {
      Files.delete(file);
      if (!file.getParent().equals(folder)) {
        Files.delete(file.getParent());
      }
      Files.delete(folder);
    }
  }

  /** What a format writes. */
  static byte[] written(String name, DatasetFormat format, LabeledDataset dataset) {
    try {
      Path folder = Files.createTempDirectory("otium-fuzz");
      Path file = folder.resolve(name);
      format.write(dataset, file);
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      return content;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An npy file of one array. */
  static byte[] npy(String type, String shape, int bytes) {
    String dict = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    byte[] header = dict.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length & 0xff);
    out.write(header.length >> 8);
    out.writeBytes(header);
    out.writeBytes(new byte[bytes]);
    return out.toByteArray();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
