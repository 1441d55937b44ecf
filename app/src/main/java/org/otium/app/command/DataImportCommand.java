package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.Workspace;
import org.otium.app.imports.ImportOptions;
import org.otium.app.imports.PublishedLayout;
import org.otium.app.imports.PublishedSplit;
import org.otium.app.runs.Json;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import org.otium.data.images.ImageSize;
import org.otium.settings.NearestName;
import org.otium.settings.Problem;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium data import}: makes datasets of what others have published. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make datasets of what others have published: every split that is found becomes a file.",
      "",
      "Layouts: torchvision-folder (MNIST/raw, cifar-10-batches-bin, train/CLASS/x.png),"
          + " huggingface-parquet (data/train-00000-of-00001.parquet), huggingface-imagefolder"
          + " (train/metadata.csv), cifar-binary (data_batch_1.bin), keras-npz (x_train, y_train)."
    },
    footer = {
      "",
      "Examples:",
      "  otium data import ~/downloads/MNIST --out data",
      "  otium data import --from huggingface-parquet ~/downloads/beans --out data --size 64"
    })
public final class DataImportCommand implements Callable<Integer> {
  private final Workspaces workspaces;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "SRC", description = "The folder or file as it was downloaded.")
  private Path source = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the datasets; made if it does not exist.")
  private Path out = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "LAYOUT",
      description = "The layout of SRC; found out if not given.")
  private @Nullable String from;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the dataset; by default what its folder is called.")
  private @Nullable String name;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "npz",
      description = "The format to write: npz (default), parquet, csv, image-folder.")
  private String format = "npz";

  @Option(
      names = "--size",
      paramLabel = "HxW",
      description = "Bring pictures to one size: 32, or 24x32.")
  private @Nullable String size;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description =
          "The column of the labels in Parquet files; fine or coarse for CIFAR-100; none for data"
              + " without labels.")
  private @Nullable String label;

  @Mixin private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param workspaces what it works with
   */
  @Inject
  public DataImportCommand(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /** A dataset that was written. */
  private record Imported(PublishedSplit split, Path file, LabeledDataset dataset) {}

  /**
   * Imports.
   *
   * @return 0
   * @throws IOException if a file cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Workspace workspace = workspaces.open(FlowRunner.commandLine(spec));
    DatasetFormat writer = writer(new SettingsBinder(workspace.plugins()));
    ImportOptions options =
        new ImportOptions(
            Optional.ofNullable(name),
            Optional.ofNullable(label),
            Optional.ofNullable(size).map(ImageSize::parse));
    PublishedLayout.Found found =
        from == null
            ? PublishedLayout.find(source, options)
            : new PublishedLayout.Found(layout(from), layout(from).splits(source, options));
    List<Path> files = files(found.splits(), writer.extension().orElse(""));
    Files.createDirectories(out);
    files.forEach(NewPath::check);
    List<Imported> imported = new ArrayList<>();
    try {
      for (int i = 0; i < files.size(); i++) {
        PublishedSplit split = found.splits().get(i);
        if (!json.isAsked()) {
          PrintWriter err = spec.commandLine().getErr();
          err.println(TextTable.printable("Reading " + split.origin() + " …"));
          err.flush();
        }
        LabeledDataset dataset = split.reading().read().withName(split.name());
        writer.write(dataset, files.get(i));
        imported.add(new Imported(split, files.get(i), dataset));
      }
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(
          "'" + e.getFile() + "' may not be read or written", "Check its permissions.", e);
    }
    PrintWriter printed = spec.commandLine().getOut();
    printed.print(
        json.isAsked()
            ? Json.write(tree(found.layout(), imported))
            : text(found.layout(), imported));
    printed.flush();
    return Failures.OK;
  }

  private DatasetFormat writer(SettingsBinder binder) {
    Object named = Yaml.plugin(format);
    List<Problem> problems = binder.validatePlugin(Kind.DATASET_FORMAT, named, "format");
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    DatasetFormat writer =
        (DatasetFormat) binder.bindPlugin(Kind.DATASET_FORMAT, named, "format").value();
    if (writer.extension().isEmpty()) {
      throw new InvalidInputException(
          "the format '" + format + "' is only read", "Write npz or parquet.");
    }
    return writer;
  }

  private static PublishedLayout layout(String text) {
    List<String> labels = new ArrayList<>();
    for (PublishedLayout layout : PublishedLayout.values()) {
      if (layout.label().equals(text)) {
        return layout;
      }
      labels.add(layout.label());
    }
    throw new InvalidInputException(
        "there is no layout '" + text + "'",
        NearestName.of(text, labels).map(near -> "Did you mean '" + near + "'? ").orElse("")
            + "Layouts are "
            + PublishedLayout.labels()
            + ".");
  }

  private List<Path> files(List<PublishedSplit> splits, String extension) {
    List<Path> files = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (PublishedSplit split : splits) {
      if (!taken.add(split.name())) {
        throw new InvalidInputException(
            "'" + source + "' holds several datasets that would be called '" + split.name() + "'",
            "Import the folder of one of them; this one lies at " + split.origin() + ".");
      }
      files.add(out.resolve(split.name() + extension));
    }
    return files;
  }

  private static String text(PublishedLayout layout, List<Imported> imported) {
    TextTable table = new TextTable("lrrll");
    table.row("dataset", "samples", "classes", "shape", "file");
    for (Imported one : imported) {
      table.row(
          one.dataset().name(),
          Numbers.count(one.dataset().size()),
          Numbers.count(one.dataset().classIds().length),
          one.dataset().shape().describe(),
          one.file().toString());
    }
    return "Imported "
        + Numbers.counted(imported.size(), "dataset")
        + " from the layout "
        + layout.label()
        + ":\n\n"
        + table.format("  ")
        + "\nLook at one: otium data info "
        + imported.getFirst().file()
        + "\n";
  }

  private static Map<String, Object> tree(PublishedLayout layout, List<Imported> imported) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("layout", layout.label());
    List<Object> datasets = new ArrayList<>();
    for (Imported one : imported) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", one.dataset().name());
      entry.put("split", one.split().split());
      entry.put("origin", one.split().origin());
      entry.put("file", one.file().toString());
      entry.put("samples", one.dataset().size());
      entry.put("classes", one.dataset().classIds().length);
      entry.put("shape", one.dataset().shape().describe());
      datasets.add(entry);
    }
    tree.put("datasets", datasets);
    return tree;
  }
}
