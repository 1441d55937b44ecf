package org.otium.app.experiment.parts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.api.InvalidInputException;
import org.otium.app.runs.InputFile;
import org.otium.data.parquet.DamagedFileException;
import org.otium.data.parquet.ParquetParts;
import org.otium.spi.ClusterWork;

/**
 * Reads every page of a file, and keeps its labels and masses. What is wrong with the file is a
 * result as well, so that all files are looked at whatever some of them hold.
 */
record LookPieces(PartsPlan plan) implements ClusterWork.Pieces {
  static String key(int dataset, int file) {
    return dataset + " " + file;
  }

  /** What is wrong with a file. */
  enum Fault {
    NONE,
    DAMAGED,
    WRONG
  }

  /**
   * What a look found.
   *
   * @param fault whether the file can be used
   * @param why what is wrong with the file; empty if nothing is
   * @param bytes its size
   * @param modified when it was written, in milliseconds since 1970
   * @param sha256 its digest, in hexadecimal digits
   * @param classIds one a sample
   * @param masses one a sample, or none
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Seen(
      Fault fault,
      String why,
      long bytes,
      long modified,
      String sha256,
      int[] classIds,
      double[] masses) {
    static Seen faulty(Fault fault, String why, long bytes, long modified) {
      return new Seen(fault, why, bytes, modified, "", new int[0], new double[0]);
    }

    void write(Path file) throws IOException {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(content)) {
        out.writeUTF(fault.name());
        out.writeUTF(why);
        out.writeLong(bytes);
        out.writeLong(modified);
        out.writeUTF(sha256);
        out.writeInt(classIds.length);
        for (int id : classIds) {
          out.writeInt(id);
        }
        out.writeInt(masses.length);
        for (double mass : masses) {
          out.writeDouble(mass);
        }
      }
      Files.write(file, content.toByteArray());
    }

    static Seen read(Path file) throws IOException {
      try (DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        Fault fault = Fault.valueOf(in.readUTF());
        String why = in.readUTF();
        long bytes = in.readLong();
        long modified = in.readLong();
        String sha256 = in.readUTF();
        int[] ids = new int[in.readInt()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = in.readInt();
        }
        double[] masses = new double[in.readInt()];
        for (int i = 0; i < masses.length; i++) {
          masses[i] = in.readDouble();
        }
        return new Seen(fault, why, bytes, modified, sha256, ids, masses);
      }
    }
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    int dataset = Integer.parseInt(words[0]);
    int number = Integer.parseInt(words[1]);
    Path file = plan.dataset(dataset).files().get(number);
    Seen seen = seen(plan.dataset(dataset), number, stopped);
    plan.files().write(plan.files().look(dataset, file), seen::write);
    return seen.why().getBytes(StandardCharsets.UTF_8);
  }

  private static Seen seen(PartedDataset dataset, int number, BooleanSupplier stopped)
      throws IOException {
    Path file = dataset.files().get(number);
    // Before the content is read: a file that is written meanwhile is looked at again.
    long modified = Files.getLastModifiedTime(file).toMillis();
    InputFile about = InputFile.at(file).getFirst();
    try {
      ParquetParts.Labelled labels = dataset.labels(number);
      try (PartedRows rows = dataset.rows(number)) {
        while (rows.next()) {
          if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped");
          }
        }
      }
      return new Seen(
          Fault.NONE,
          "",
          about.bytes(),
          modified,
          about.sha256(),
          labels.classIds(),
          labels.masses());
    } catch (DamagedFileException e) {
      return Seen.faulty(Fault.DAMAGED, e.what(), about.bytes(), modified);
    } catch (InvalidInputException e) {
      return Seen.faulty(Fault.WRONG, e.what() + ": " + e.remedy(), about.bytes(), modified);
    }
  }
}
