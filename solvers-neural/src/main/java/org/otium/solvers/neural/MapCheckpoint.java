package org.otium.solvers.neural;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.api.OtiumException;

/**
 * The file in which the learning of a map is kept: numbers by name and a checksum. It is replaced
 * at once, so that a program that is killed leaves the one before.
 */
final class MapCheckpoint {
  private static final long MAGIC = 0x4f7469756d4d6170L; // "OtiumMap"
  private static final int CHUNK = 1 << 20;

  /** Two maps between the same samples, learned side by side, are kept in one file. */
  private static final Object WRITING = new Object();

  /** What the numbers belong to; files of before have none. */
  private static final String PROBLEM = "problem";

  private final Path file;
  private final double[] problem;

  /**
   * The file of a map.
   *
   * @param folder a folder, which is made where it is missing
   * @param pair the names of the datasets
   * @param fingerprint tells the file from those of other settings and samples
   */
  MapCheckpoint(Path folder, String pair, long fingerprint) {
    String words = pair.replaceAll("[^A-Za-z0-9]+", "-");
    String name = words.substring(0, Math.min(words.length(), 80));
    this.file = folder.resolve(name + "-" + Long.toHexString(fingerprint) + ".map");
    this.problem = new double[] {(int) (fingerprint >>> Integer.SIZE), (int) fingerprint};
  }

  void write(NamedArrays arrays) {
    synchronized (WRITING) {
      replace(arrays.with(PROBLEM, problem));
    }
  }

  private void replace(NamedArrays arrays) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      CRC32 sum = new CRC32();
      try (DataOutputStream out =
          new DataOutputStream(
              new CheckedOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(beside), CHUNK), sum))) {
        out.writeLong(MAGIC);
        for (String name : arrays.names()) {
          double[] values = arrays.get(name).orElseThrow();
          out.writeUTF(name);
          out.writeInt(values.length);
          for (double value : values) {
            out.writeDouble(value);
          }
        }
        out.writeUTF("");
        out.writeLong(sum.getValue());
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      remove(beside, e);
      throw new OtiumException(
          "the learning of a map cannot be kept in " + file + ": " + e.getMessage(),
          "Free space there, or name another folder in 'checkpoints'.");
    }
  }

  private static void remove(Path unfinished, IOException why) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  Optional<NamedArrays> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    CRC32 sum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), CHUNK), sum))) {
      if (in.readLong() != MAGIC) {
        throw broken();
      }
      NamedArrays arrays = NamedArrays.empty();
      long left = Files.size(file) / Double.BYTES;
      for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
        int size = in.readInt();
        left -= size;
        if (size < 0 || left < 0) {
          throw broken();
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = in.readDouble();
        }
        arrays = arrays.with(name, values);
      }
      long expected = sum.getValue();
      if (in.readLong() != expected) {
        throw broken();
      }
      if (!Arrays.equals(arrays.get(PROBLEM).orElse(problem), problem)) {
        throw new InvalidInputException(
            file + " holds the learning of a map between other samples, or with other settings",
            "Delete it; learning then begins anew.");
      }
      return Optional.of(arrays);
    } catch (EOFException | java.io.UTFDataFormatException e) {
      throw broken();
    } catch (IOException e) {
      throw new OtiumException(
          "the learning of a map cannot be read from " + file + ": " + e.getMessage(),
          "Make the file readable, or name another folder in 'checkpoints'.");
    }
  }

  private InvalidInputException broken() {
    return new InvalidInputException(
        file + " does not hold the learning of a map, or only a part of it",
        "Restore it, or delete it to learn anew.");
  }
}
