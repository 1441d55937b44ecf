package org.otium.app.experiment.parts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.data.parquet.DamagedFileException;
import org.otium.data.parquet.ParquetParts;
import org.otium.data.parquet.ParquetSettings;
import org.otium.spi.ClusterWork;

/** Reads every page of a file, and gives its labels and masses. */
record LookPieces(PartsPlan plan) implements ClusterWork.Pieces {
  static String key(int dataset, int file) {
    return dataset + " " + file;
  }

  /**
   * What a look found.
   *
   * @param damage what is wrong with the file; empty if nothing is
   * @param classIds one a sample
   * @param masses one a sample, or none
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Seen(String damage, int[] classIds, double[] masses) {
    byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(damage);
        out.writeInt(classIds.length);
        for (int id : classIds) {
          out.writeInt(id);
        }
        out.writeInt(masses.length);
        for (double mass : masses) {
          out.writeDouble(mass);
        }
      }
      return bytes.toByteArray();
    }

    static Seen of(byte[] bytes) throws IOException {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        String damage = in.readUTF();
        int[] ids = new int[in.readInt()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = in.readInt();
        }
        double[] masses = new double[in.readInt()];
        for (int i = 0; i < masses.length; i++) {
          masses[i] = in.readDouble();
        }
        return new Seen(damage, ids, masses);
      }
    }
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    PartedDataset dataset = plan.dataset(Integer.parseInt(words[0]));
    Path file = dataset.files().get(Integer.parseInt(words[1]));
    try {
      ParquetParts.Labelled labels = ParquetParts.labels(file, dataset.settings());
      try (ParquetParts.Rows rows =
          ParquetParts.rows(file, dataset.settings(), dataset.dimension())) {
        while (rows.next()) {
          if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped");
          }
        }
      }
      return new Seen("", labels.classIds(), labels.masses()).bytes();
    } catch (DamagedFileException e) {
      if (dataset.settings().damaged() == ParquetSettings.Damaged.REFUSE) {
        throw e.in(WorkFiles.folderOf(file));
      }
      return new Seen(e.what(), new int[0], new double[0]).bytes();
    }
  }
}
