package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetFacts;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.Workspace;
import org.otium.app.pictures.SampleGrid;
import org.otium.app.pictures.SampleTiles;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.InputFile;
import org.otium.app.runs.Json;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium data info}: what is in a dataset. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Show what is in a dataset: classes, shape, ranges, and what may surprise.",
    footer = {
      "",
      "Examples:",
      "  otium data info 'glyphs{style: block}' --grid block.png",
      "  otium data info 'csv{header: false, label: c5}:iris.csv'",
      "  otium data info 'iris.csv{header: false, label: c5}'",
      "",
      "The last two read a table without a header, whose fifth column holds the labels.",
      "'otium plugins describe csv' tells the settings of that format."
    })
public final class DataInfoCommand implements Callable<Integer> {
  private static final int SAMPLES = 12;
  private static final int MOST_CLASSES = 40;
  private final Workspaces workspaces;
  private final GlobalOptions options;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "DATASET",
      description =
          "A file or a folder (PATH, FORMAT:PATH, 'FORMAT{SETTINGS}:PATH' or 'PATH{SETTINGS}'), or"
              + " a generator (NAME or 'NAME{SETTINGS}').")
  private String reference = "";

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of a generator; 0 by default.")
  private long seed;

  @Option(
      names = "--grid",
      paramLabel = "FILE.png",
      description = "Draw samples of each class to a new file.")
  private @Nullable Path grid;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * The command.
   *
   * @param workspaces what it works with
   * @param options options that every command has
   */
  @Inject
  public DataInfoCommand(Workspaces workspaces, GlobalOptions options) {
    this.workspaces = workspaces;
    this.options = options;
  }

  /**
   * Shows the dataset.
   *
   * @return 0
   * @throws IOException if the picture cannot be written
   */
  @Override
  public Integer call() throws IOException {
    if (grid != null) {
      NewPath.check(grid);
    }
    Workspace workspace = workspaces.open(FlowRunner.commandLine(spec));
    PrintWriter err = spec.commandLine().getErr();
    FlowRunner.describe(workspace, new ProgressLine(err, false, options.verbose()));
    LoadedDataset loaded = workspace.library().load(reference, seed);
    DatasetFacts facts = DatasetFacts.of(loaded.dataset());
    if (grid != null) {
      drawGrid(loaded.dataset(), grid);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.write(tree(loaded, facts)) : text(loaded, facts));
    out.flush();
    return Failures.OK;
  }

  private static String text(LoadedDataset loaded, DatasetFacts facts) {
    LabeledDataset dataset = loaded.dataset();
    TextTable about =
        new TextTable("ll")
            .row("Dataset", dataset.name())
            .row("From", loaded.origin())
            .row("Samples", Numbers.count(dataset.size()))
            .row("Shape", dataset.shape().describe())
            .row("Values", Numbers.value(facts.minimum()) + " to " + Numbers.value(facts.maximum()))
            .row("Mean", Numbers.value(facts.mean()) + " ± " + Numbers.value(facts.deviation()))
            .row("Classes", Numbers.count(facts.counts().size()));
    StringBuilder text = new StringBuilder(about.format(""));
    text.append("SHA-256   ").append(facts.sha256()).append('\n');
    TextTable classes = new TextTable("rlrr");
    classes.row("id", "class", "samples", "");
    int shown = 0;
    for (Map.Entry<Integer, Integer> entry : facts.counts().entrySet()) {
      if (shown++ == MOST_CLASSES) {
        break;
      }
      String name = dataset.className(entry.getKey());
      classes.row(
          entry.getKey().toString(),
          name.equals(entry.getKey().toString()) ? "" : name,
          Numbers.count(entry.getValue()),
          Numbers.percent((double) entry.getValue() / dataset.size()));
    }
    text.append('\n').append(classes.format("  "));
    if (facts.counts().size() > MOST_CLASSES) {
      text.append("  … and ").append(facts.counts().size() - MOST_CLASSES).append(" more\n");
    }
    facts
        .warnings()
        .forEach(w -> text.append("\nNote: ").append(TextTable.printable(w)).append(".\n"));
    return text.toString();
  }

  private static Map<String, Object> tree(LoadedDataset loaded, DatasetFacts facts) {
    LabeledDataset dataset = loaded.dataset();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", dataset.name());
    tree.put("origin", loaded.origin());
    tree.put("samples", dataset.size());
    tree.put("dimension", dataset.dimension());
    tree.put("shape", dataset.shape().describe());
    tree.put("minimum", facts.minimum());
    tree.put("maximum", facts.maximum());
    tree.put("mean", facts.mean());
    tree.put("deviation", facts.deviation());
    tree.put("sha256", facts.sha256());
    List<Object> classes = new ArrayList<>();
    facts
        .counts()
        .forEach(
            (id, count) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("id", id);
              one.put("name", dataset.className(id));
              one.put("samples", count);
              classes.add(one);
            });
    tree.put("classes", classes);
    tree.put("files", loaded.files().stream().map(DataInfoCommand::file).toList());
    tree.put("warnings", facts.warnings());
    return tree;
  }

  private static Map<String, Object> file(InputFile file) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", file.path());
    tree.put("bytes", file.bytes());
    tree.put("sha256", file.sha256());
    return tree;
  }

  private static void drawGrid(LabeledDataset dataset, Path file) throws IOException {
    if (!dataset.shape().isImage()) {
      throw new InvalidInputException(
          "'" + dataset.name() + "' has " + dataset.shape().describe() + ", which are no images",
          "Leave out --grid.");
    }
    List<SampleGrid.Row> rows = new ArrayList<>();
    for (int id : dataset.classIds()) {
      if (rows.size() == MOST_CLASSES) {
        break;
      }
      List<SampleTiles.Frame> frames =
          IntStream.range(0, dataset.size())
              .filter(i -> dataset.labels().classOf(i) == id)
              .limit(SAMPLES)
              .mapToObj(i -> new SampleTiles.Frame(dataset.features(), i))
              .toList();
      rows.add(new SampleGrid.Row(dataset.className(id), frames));
    }
    SampleGrid grid = new SampleGrid(SampleTiles.of(dataset), dataset.name(), List.of(), rows);
    if (Files.exists(file)) {
      throw NewPath.exists(file);
    }
    AtomicFile.write(file, grid.png());
  }
}
