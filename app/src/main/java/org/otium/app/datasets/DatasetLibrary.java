package org.otium.app.datasets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.otium.api.DatasetFormat;
import org.otium.api.DatasetSource;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.runs.InputFile;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetSettings;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;

/**
 * Finds datasets by what users write: an existing file or folder ({@code data/mnist}), one with its
 * format forced ({@code idx:data/mnist}) or with settings of its format ({@code csv{header:
 * false}:iris.csv} or {@code iris.csv{header: false}}), or a generator with or without settings
 * ({@code rings}, {@code glyphs{style: block}}). A path that exists comes before a generator of the
 * same name; {@code rings{}} is always the generator.
 */
public final class DatasetLibrary {
  private final SettingsContext plugins;
  private final SettingsBinder binder;
  private final DatasetReferences references;

  /**
   * A library.
   *
   * @param plugins the formats and generators there are
   */
  public DatasetLibrary(SettingsContext plugins) {
    this(plugins, DataFolders.none());
  }

  /**
   * A library that also looks elsewhere for files that are not where the user stands.
   *
   * @param plugins the formats and generators there are
   * @param folders where else
   */
  public DatasetLibrary(SettingsContext plugins, DataFolders folders) {
    this.plugins = plugins;
    this.references = new DatasetReferences(plugins, folders);
    this.binder = new SettingsBinder(plugins);
  }

  /**
   * Finds out, without reading it, whether a dataset exists.
   *
   * @param reference text or a tree with a {@code name}
   * @throws InvalidInputException if there is no such dataset
   */
  public void check(Object reference) {
    switch (references.resolved(reference)) {
      case DatasetReference.AtPath at -> format(at);
      case DatasetReference.Generated generated -> checkGenerator(generated);
      case DatasetReference.Bare bare -> throw references.unknown(bare.text());
    }
  }

  private void checkGenerator(DatasetReference.Generated generated) {
    List<Problem> problems =
        binder.validatePlugin(Kind.DATASET_SOURCE, generated.spec(), generated.name());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /**
   * Reads or makes a dataset.
   *
   * @param reference text or a tree with a {@code name}
   * @param seed decides everything random in a generator; the same reference and seed give the same
   *     dataset
   * @return the dataset
   * @throws InvalidInputException if there is no such dataset or it cannot be read
   */
  public LoadedDataset load(Object reference, long seed) {
    long start = System.nanoTime();
    return switch (references.resolved(reference)) {
      case DatasetReference.AtPath at -> read(at, DatasetReference.text(reference), start);
      case DatasetReference.Generated generated -> {
        DatasetSource source =
            (DatasetSource)
                binder.bindPlugin(Kind.DATASET_SOURCE, generated.spec(), generated.name()).value();
        LabeledDataset dataset = source.generate(seed);
        String origin = "generator " + generated.name() + ", seed " + seed;
        yield new LoadedDataset(
            dataset, DatasetReference.text(reference), origin, List.of(), seconds(start));
      }
      case DatasetReference.Bare bare -> throw references.unknown(bare.text());
    };
  }

  /**
   * Reads or makes several datasets, the others too when one cannot be read.
   *
   * @param all text or trees, in order
   * @param seed as for {@link #load}
   * @param before is told each reference before it is read
   * @return the datasets in the same order
   * @throws InvalidInputException if one cannot be read; names the problem of every one
   */
  public List<LoadedDataset> loadAll(List<Object> all, long seed, Consumer<Object> before) {
    List<LoadedDataset> loaded = new ArrayList<>();
    List<InvalidInputException> refused = new ArrayList<>();
    for (Object reference : all) {
      before.accept(reference);
      try {
        loaded.add(load(reference, seed));
      } catch (InvalidInputException e) {
        if (refused.stream().noneMatch(earlier -> earlier.what().equals(e.what()))) {
          refused.add(e);
        }
      }
    }
    if (refused.size() == 1) {
      throw refused.getFirst();
    }
    if (!refused.isEmpty()) {
      String lines =
          refused.stream()
              .map(e -> "\n  " + e.what() + ". " + e.remedy())
              .collect(Collectors.joining());
      throw new InvalidInputException(
          refused.size() + " datasets cannot be read:" + lines,
          "Correct them all; nothing was computed.",
          refused.getFirst());
    }
    return loaded;
  }

  /**
   * The same dataset named so that neither the working directory nor what lies in it matters.
   *
   * @param reference text or a tree with a {@code name}
   * @return an absolute path, with the format if that was written; a generator's name with braces
   * @throws InvalidInputException if there is no such dataset
   */
  public Object anywhere(Object reference) {
    return switch (references.resolved(reference)) {
      case DatasetReference.AtPath at -> at.anywhere();
      case DatasetReference.Generated generated ->
          generated.spec().size() == 1 ? generated.name() + "{}" : reference;
      case DatasetReference.Bare bare -> throw references.unknown(bare.text());
    };
  }

  /**
   * How large the files of a dataset are.
   *
   * @param reference text or a tree with a {@code name}
   * @return bytes; 0 where it is generated, or cannot be looked at
   * @throws InvalidInputException if there is no such dataset
   */
  public long bytesOnDisk(Object reference) {
    if (!(references.resolved(reference) instanceof DatasetReference.AtPath at)) {
      return 0;
    }
    try (Stream<Path> tree = Files.walk(at.toPath())) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) tree::iterator) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return bytes;
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  /**
   * What a user calls a dataset.
   *
   * @param reference text or a tree with a {@code name}
   * @return one line
   */
  public static String text(Object reference) {
    return DatasetReference.text(reference);
  }

  private LoadedDataset read(DatasetReference.AtPath at, String reference, long start) {
    Path path = at.toPath();
    String name = format(at);
    DatasetFormat format =
        (DatasetFormat) binder.bindPlugin(Kind.DATASET_FORMAT, at.spec(name), name).value();
    try {
      LabeledDataset dataset = format.read(path);
      return new LoadedDataset(
          dataset, reference, "format " + name, InputFile.at(path), seconds(start));
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(
          "'" + path + "' may not be read", "Check its permissions.", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "'" + path + "' cannot be read: " + e.getMessage(),
          "Check that the file is complete.",
          e);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * A dataset that can be read file by file.
   *
   * @param path the file or folder
   * @param settings how its files are read
   */
  public record InParquet(Path path, ParquetSettings settings) {}

  /**
   * Where a dataset lies that can be read file by file.
   *
   * @param reference text or a tree with a {@code name}
   * @return nothing for datasets in other formats and for those that are generated
   * @throws InvalidInputException if there is no such dataset
   */
  public Optional<InParquet> inParquet(Object reference) {
    return switch (references.resolved(reference)) {
      case DatasetReference.AtPath at -> {
        Object made =
            binder.bindPlugin(Kind.DATASET_FORMAT, at.spec(format(at)), at.path()).value();
        yield made instanceof ParquetFormat parquet
            ? Optional.of(new InParquet(at.toPath().toAbsolutePath(), parquet.settings()))
            : Optional.empty();
      }
      case DatasetReference.Generated generated -> Optional.empty();
      case DatasetReference.Bare bare -> throw references.unknown(bare.text());
    };
  }

  private DatasetFormat formatNamed(String name) {
    return (DatasetFormat) binder.bindPlugin(Kind.DATASET_FORMAT, name, name).value();
  }

  /** The name of the format of a path, whose settings are free of problems. */
  private String format(DatasetReference.AtPath at) {
    List<Problem> problems = new ArrayList<>();
    at.format().ifPresent(name -> problems.addAll(settingsProblems(at, name)));
    try {
      String name = sniffed(at);
      if (at.format().isEmpty()) {
        problems.addAll(settingsProblems(at, name));
      }
      if (problems.isEmpty()) {
        return name;
      }
    } catch (InvalidInputException e) {
      if (problems.isEmpty()) {
        throw e;
      }
      problems.addFirst(new Problem(at.path(), e.what() + ". " + e.remedy(), "", "", ""));
    }
    throw new SettingsException(problems);
  }

  private List<Problem> settingsProblems(DatasetReference.AtPath at, String name) {
    return binder.validatePlugin(Kind.DATASET_FORMAT, at.spec(name), name);
  }

  private String sniffed(DatasetReference.AtPath at) {
    Path path = at.toPath();
    if (!Files.exists(path)) {
      throw new InvalidInputException(
          "there is no file or folder '" + path + "'",
          DatasetReferences.suggestion(path).orElse("Check the path."));
    }
    if (at.format().isPresent()) {
      return at.format().get();
    }
    List<String> recognised = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (String name : plugins.names(Kind.DATASET_FORMAT)) {
      DatasetFormat format = formatNamed(name);
      if (format.recognises(path)) {
        recognised.add(name);
      }
      if (format.isNamedFor(path)) {
        named.add(name);
      }
    }
    // A damaged file is read as what its name promises, for that format can say what is wrong.
    List<String> candidates = recognised.isEmpty() ? named : recognised;
    String formats = String.join(", ", plugins.names(Kind.DATASET_FORMAT));
    return switch (candidates.size()) {
      case 1 -> candidates.getFirst();
      case 0 ->
          throw new InvalidInputException(
              "'" + path + "' is in no format that is known (" + formats + ")",
              "Name the format before the path, for instance 'csv:"
                  + path
                  + "' or 'csv{header: false, label: c5}:"
                  + path
                  + "'."
                  + (references.isSource(at.path())
                      ? " The generator of that name is '" + at.path() + "{}'."
                      : ""));
      default ->
          throw new InvalidInputException(
              "'" + path + "' could be in several formats: " + String.join(", ", candidates),
              "Name the format before the path: '" + candidates.getFirst() + ":" + path + "'.");
    };
  }
}
