package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.Json;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import org.otium.data.Resampling;
import org.otium.data.Subset;
import org.otium.data.Subsets;
import org.otium.data.parquet.ParquetFormat;
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

/** {@code otium data convert}: writes a dataset in another format. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write a dataset, or a part of it, in another format.",
    footer = {
      "",
      "Examples:",
      "  otium data convert 'glyphs{style: block}' block.npz --per-class 20",
      "  otium data convert mnist-train mnist.parquet --files 8"
    })
public final class DataConvertCommand implements Callable<Integer> {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,5})[x×](\\d{1,5})(?:[x×](\\d{1,3}))?");
  private final Workspaces workspaces;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "A file, a folder or a generator, as for 'data info'.")
  private String reference = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "The new file or folder.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "The format; by default what the name of OUT ends with.")
  private @Nullable String format;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description = "Only so many samples of each class, drawn at random.")
  private @Nullable Integer perClass;

  @Option(names = "--resize", paramLabel = "HxWxC", description = "Resize images: 28x28, 32x32x3.")
  private @Nullable String resize;

  @Option(
      names = "--files",
      paramLabel = "N",
      description =
          "Write a folder of so many Parquet files, which the machines of a cluster read side by side.")
  private @Nullable Integer files;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 0 by default.")
  private long seed;

  @Mixin private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param workspaces what it works with
   */
  @Inject
  public DataConvertCommand(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /**
   * Converts.
   *
   * @return 0
   * @throws IOException if the file cannot be written
   */
  @Override
  public Integer call() throws IOException {
    NewPath.check(out);
    Workspace workspace = workspaces.open(FlowRunner.commandLine(spec));
    SettingsBinder binder = new SettingsBinder(workspace.plugins());
    DatasetFormat writer = writer(workspace, binder);
    if (files != null && !(writer instanceof ParquetFormat)) {
      throw new InvalidInputException(
          "--files is for Parquet, of which a dataset may have several files",
          "End the name of OUT with .parquet, or leave it out.");
    }
    Optional<FeatureShape> shape = Optional.ofNullable(resize).map(DataConvertCommand::shape);
    LabeledDataset dataset = workspace.library().load(reference, seed).dataset();
    if (perClass != null) {
      Subset part = Subsets.perClass(dataset, perClass, seed);
      if (!part.warning().isEmpty()) {
        spec.commandLine().getErr().println("Note: " + TextTable.printable(part.warning()));
      }
      dataset = part.dataset();
    }
    if (shape.isPresent()) {
      dataset = Resampling.toShape(dataset, shape.get());
    }
    if (files != null && writer instanceof ParquetFormat parquet) {
      parquet.writeFiles(dataset, files, out);
    } else {
      writer.write(dataset, out);
    }
    PrintWriter writerOut = spec.commandLine().getOut();
    if (json.isAsked()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("file", out.toString());
      tree.put("files", files == null ? 1 : files);
      tree.put("samples", dataset.size());
      tree.put("classes", dataset.classIds().length);
      tree.put("shape", dataset.shape().describe());
      writerOut.print(Json.write(tree));
      writerOut.flush();
      return Failures.OK;
    }
    writerOut.println(
        "Wrote "
            + Numbers.counted(dataset.size(), "sample")
            + " of "
            + Numbers.counted(dataset.classIds().length, "class")
            + ", "
            + dataset.shape().describe()
            + ", to "
            + (files == null ? "" : Numbers.counted(files, "file") + " in ")
            + out
            + ".");
    writerOut.flush();
    return Failures.OK;
  }

  private DatasetFormat writer(Workspace workspace, SettingsBinder binder) {
    if (format != null) {
      Object named = org.otium.app.datasets.Yaml.plugin(format);
      List<Problem> problems = binder.validatePlugin(Kind.DATASET_FORMAT, named, "format");
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
      return (DatasetFormat) binder.bindPlugin(Kind.DATASET_FORMAT, named, "format").value();
    }
    List<DatasetFormat> formats =
        workspace.plugins().names(Kind.DATASET_FORMAT).stream()
            .map(name -> binder.bindPlugin(Kind.DATASET_FORMAT, name, name).value())
            .map(DatasetFormat.class::cast)
            .toList();
    return formats.stream()
        .filter(candidate -> candidate.isNamedFor(out))
        .max(Comparator.comparingInt(candidate -> candidate.extension().orElse("").length()))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the name '" + out.getFileName() + "' does not say which format is meant",
                    "End it with "
                        + formats.stream()
                            .flatMap(candidate -> candidate.extension().stream())
                            .sorted()
                            .collect(Collectors.joining(", "))
                        + ", or add --format."));
  }

  private static FeatureShape shape(String text) {
    Matcher matcher = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "--resize '" + text + "' is no shape", "Write it as 28x28 or 32x32x3.");
    }
    int channels = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return FeatureShape.image(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), channels);
  }
}
