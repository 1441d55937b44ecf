package org.otium.app.history.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.app.command.Failures;
import org.otium.app.command.JsonOption;
import org.otium.app.command.NewPath;
import org.otium.app.command.NextFree;
import org.otium.app.command.Version;
import org.otium.app.history.Comparison;
import org.otium.app.machine.Machine;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium compare}: one page with several runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write one page with runs side by side: curves over each other, pictures beside each other, settings that differ.",
    footer = {
      "",
      "Examples:",
      "  otium compare otium-flow otium-flow-2",
      "  otium compare figure2 otium-flow --out both.html",
    })
public final class CompareCommand implements Callable<Integer> {
  private static final String ENDING = ".html";

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of runs; that of a recipe stands for all runs of the recipe.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description =
          "A new file for the page; .html is added where it has no ending; otium-comparison.html by default.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  /** The command. */
  @Inject
  public CompareCommand() {}

  /**
   * Writes the page.
   *
   * @return 0
   * @throws IOException if a folder cannot be read, or the page cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Path page = out == null ? NextFree.file("otium-comparison", ENDING) : named(out);
    NewPath.check(page);
    Comparison comparison = Comparison.of(folders, Tasks.builtIn());
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("Otium", Version.current());
    machine.putAll(Machine.description());
    Path beside = Optional.ofNullable(page.toAbsolutePath().getParent()).orElse(Path.of(""));
    List<String> words = new ArrayList<>(List.of("otium"));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    String html = comparison.page(beside, String.join(" ", words), machine).html();
    AtomicFile.write(page, html.getBytes(StandardCharsets.UTF_8));
    PrintWriter writer = spec.commandLine().getOut();
    if (json.isAsked()) {
      Map<String, Object> tree = new LinkedHashMap<>(comparison.tree());
      tree.put("page", page.toString());
      writer.print(Json.write(tree));
    } else {
      writer.print(comparison.text());
      writer.println();
      writer.println("Page: " + page);
    }
    writer.flush();
    return Failures.OK;
  }

  /** What has no ending would be opened by no browser. */
  private static Path named(Path given) {
    String name = String.valueOf(given.getFileName());
    return name.contains(".") ? given : given.resolveSibling(name + ENDING);
  }
}
