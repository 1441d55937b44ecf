package org.otium.app.plugins.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.reference.PluginPages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code otium plugins document}: reference pages of all plugins. */
@Command(
    name = "document",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write a page in Markdown for each kind of plugin, with every setting of every plugin.",
    footer = {
      "",
      "Examples:",
      "  otium plugins document --out docs/plugins",
      "  otium --plugins mine plugins document --out reference",
    })
public final class PluginsDocumentCommand implements Callable<Integer> {
  private final Provider<PluginRegistry> registry;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder for the pages; pages of that name are written anew.")
  private Path out;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * A command.
   *
   * @param registry gives the plugins when the command runs
   */
  @Inject
  public PluginsDocumentCommand(Provider<PluginRegistry> registry) {
    this.registry = registry;
  }

  /**
   * Writes the pages.
   *
   * @return 0
   * @throws IOException if they cannot be written
   */
  @Override
  public Integer call() throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new InvalidInputException("'" + out + "' is a file", "Name a folder with --out.");
    }
    Map<String, String> pages = PluginPages.of(registry.get().entries());
    Files.createDirectories(out);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(out.resolve(page.getKey()), page.getValue(), StandardCharsets.UTF_8);
    }
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("folder", out.toString());
      tree.put("files", List.copyOf(pages.keySet()));
      writer.println(Json.write(tree));
    } else {
      writer.println("Pages: " + pages.size() + ", in " + out);
    }
    writer.flush();
    return 0;
  }
}
