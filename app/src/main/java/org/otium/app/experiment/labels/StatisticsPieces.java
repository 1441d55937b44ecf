package org.otium.app.experiment.labels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.LinearAlgebra;
import org.otium.app.experiment.Faults;
import org.otium.app.experiment.parts.ClassMoments;
import org.otium.app.experiment.parts.PartedDataset;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.InputFile;
import org.otium.data.parquet.DamagedFileException;
import org.otium.data.parquet.ParquetParts;
import org.otium.data.parquet.ParquetSettings;
import org.otium.data.parquet.PartRows;
import org.otium.numerics.MomentTree;
import org.otium.numerics.SampleMoments;
import org.otium.spi.ClusterWork;

/**
 * The moments of the classes of datasets: each file, or a dataset that is read whole, sends those
 * of its own classes to its dataset, where they are merged in a tree, in the order of the files.
 * One pass over the samples.
 */
final class StatisticsPieces implements ClusterWork.Pieces {
  private static final byte ABOUT = 0;
  private static final byte MOMENTS = 1;
  private static final byte FAULT = 2;

  private final ClassesPlan plan;
  private final WholeDatasets whole;
  private final LinearAlgebra algebra;
  private final List<Integer> wanted;

  /**
   * The pieces of a job.
   *
   * @param wanted the datasets that receive
   */
  StatisticsPieces(
      ClassesPlan plan, WholeDatasets whole, LinearAlgebra algebra, List<Integer> wanted) {
    this.plan = plan;
    this.whole = whole;
    this.algebra = algebra;
    this.wanted = List.copyOf(wanted);
  }

  /** The keys of the pieces of a dataset, in the order in which they are merged. */
  static List<String> keys(ClassesPlan plan, int dataset) {
    List<String> keys = new ArrayList<>();
    for (int f = 0; f < plan.datasets().get(dataset).pieces(); f++) {
      keys.add(dataset + " " + f);
    }
    return keys;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    throw new UnsupportedOperationException("moments are sent");
  }

  @Override
  public Sending send(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    int dataset = Integer.parseInt(words[0]);
    return new Records(
        wanted.indexOf(dataset), records(dataset, Integer.parseInt(words[1]), stopped).iterator());
  }

  /** What a piece tells of its file and its classes. */
  List<byte[]> records(int dataset, int file, BooleanSupplier stopped) throws IOException {
    @Nullable PartedDataset parted = plan.datasets().get(dataset).parts().orElse(null);
    try {
      return parted == null ? ofWhole(whole.get(dataset), stopped) : ofFile(parted, file, stopped);
    } catch (InvalidInputException e) {
      // It ends its own dataset alone.
      Faults faults = new Faults();
      faults.add(e);
      return List.of(tagged(FAULT, faults.bytes()));
    }
  }

  private List<byte[]> ofWhole(WholeDatasets.Used used, BooleanSupplier stopped) {
    LabeledDataset dataset = used.dataset();
    boolean isUniform = dataset.weights().isUniform();
    int n = dataset.size();
    ClassMoments moments = new ClassMoments(plan.form(), dataset.dimension(), algebra);
    moments.add(
        dataset.features().array(),
        n,
        (row, taker) -> {
          double mass = isUniform ? 1 : n * dataset.weights().get(row);
          dataset
              .labels()
              .forEachShare(row, (classId, share) -> taker.accept(classId, mass * share));
        },
        stopped);
    return records(used.about(), moments.merged());
  }

  private List<byte[]> ofFile(PartedDataset dataset, int number, BooleanSupplier stopped)
      throws IOException {
    Path file = dataset.files().get(number);
    int d = dataset.dimension();
    ClassMoments moments = new ClassMoments(plan.form(), d, algebra);
    int samples = 0;
    List<String> notes = new ArrayList<>();
    SortedMap<Integer, SampleMoments> merged;
    try {
      ParquetParts.Labelled labels = ParquetParts.labels(file, dataset.settings());
      try (PartRows rows = ParquetParts.rows(file, dataset.settings(), d)) {
        while (rows.next()) {
          moments.add(rows.features(), rows.count(), labels, rows.first(), stopped);
          samples += rows.count();
        }
      }
      merged = moments.merged();
    } catch (DamagedFileException e) {
      if (dataset.settings().damaged() == ParquetSettings.Damaged.REFUSE) {
        Path folder = file.toAbsolutePath().getParent();
        throw folder == null ? e : e.in(folder);
      }
      notes.add("Left out: " + e.what() + ".");
      samples = 0;
      merged = new TreeMap<>();
    }
    return records(
        new AboutDataset(
            dataset.name(),
            "format parquet, file by file",
            dataset.shape(),
            samples,
            dataset.rows().get(number),
            dataset.shape().describe(),
            new TreeMap<>(dataset.classNames()),
            InputFile.at(file),
            notes),
        merged);
  }

  private static List<byte[]> records(
      AboutDataset about, SortedMap<Integer, SampleMoments> moments) {
    List<byte[]> records = new ArrayList<>();
    records.add(tagged(ABOUT, about.text().getBytes(StandardCharsets.UTF_8)));
    moments.forEach(
        (classId, own) -> records.add(tagged(MOMENTS, MomentsFile.bytes(classId, own))));
    return records;
  }

  private static byte[] tagged(byte tag, byte[] content) {
    byte[] record = new byte[Math.addExact(content.length, 1)];
    record[0] = tag;
    System.arraycopy(content, 0, record, 1, content.length);
    return record;
  }

  @Override
  public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    int dataset = Integer.parseInt(key);
    GaussianFamily.Form form = plan.form();
    SortedMap<Integer, MomentTree> trees = new TreeMap<>();
    @Nullable AboutDataset about = null;
    Faults faults = new Faults();
    while (records.hasNext()) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
      byte[] record = records.next();
      byte[] content = java.util.Arrays.copyOfRange(record, 1, record.length);
      if (record[0] == ABOUT) {
        AboutDataset next = AboutDataset.of(new String(content, StandardCharsets.UTF_8));
        about = about == null ? next : about.and(next);
      } else if (record[0] == FAULT) {
        faults.addAll(Faults.in(content));
        // Nothing comes of them any more, and other receivers need the memory.
        trees.clear();
      } else if (faults.isEmpty()) {
        SampleMoments moments = MomentsFile.moments(content, form);
        trees
            .computeIfAbsent(
                MomentsFile.classId(content), id -> new MomentTree(form, moments.dimension()))
            .add(moments);
      }
    }
    if (faults.isEmpty() && (about == null || trees.isEmpty())) {
      faults.add(
          about == null
              ? "a dataset without files"
              : "'" + about.name() + "' has no samples" + damage(about),
          "Get its files again.");
    }
    if (about == null || !faults.isEmpty()) {
      return faults.bytes();
    }
    SortedMap<Integer, SampleMoments> merged = new TreeMap<>();
    trees.forEach((classId, tree) -> merged.put(classId, tree.merged()));
    Path file = plan.files().moments(dataset);
    if (!Files.isDirectory(plan.files().work())) {
      throw new InvalidInputException(
          "a worker of the cluster does not see the folder '" + plan.folder() + "'",
          "Choose an --out that all machines share.");
    }
    AtomicFile.writeInto(
        plan.files().work(), fresh -> MomentsFile.write(fresh.resolve(file.getFileName()), merged));
    return about.text().getBytes(StandardCharsets.UTF_8);
  }

  private static String damage(AboutDataset about) {
    return about.notes().isEmpty() ? "" : ": every file of it is damaged";
  }

  /** The records of a piece. */
  private static final class Records implements Sending {
    private final int receiver;
    private final Iterator<byte[]> records;
    private byte[] record = {};

    Records(int receiver, Iterator<byte[]> records) {
      this.receiver = receiver;
      this.records = records;
    }

    @Override
    public boolean next() {
      if (!records.hasNext()) {
        return false;
      }
      record = records.next();
      return true;
    }

    @Override
    public int receiver() {
      return receiver;
    }

    @Override
    public byte[] record() {
      return record;
    }

    @Override
    public void close() {}
  }
}
