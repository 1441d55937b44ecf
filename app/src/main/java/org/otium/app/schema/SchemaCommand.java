package org.otium.app.schema;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code otium schema}: what editors have to know of recipes. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Print the JSON schema of experiment files, with which editors complete and check them.",
    footer = {
      "",
      "Example:",
      "  otium schema > experiment.schema.json",
      "",
      "It knows the plugins that are there now, yours included. In an editor with a YAML language",
      "server, this first line of a recipe turns it on:",
      "  # yaml-language-server: $schema=experiment.schema.json",
    })
public final class SchemaCommand implements Callable<Integer> {
  private final Provider<PluginRegistry> registry;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  /**
   * The command.
   *
   * @param registry gives the plugins when the command runs
   */
  @Inject
  public SchemaCommand(Provider<PluginRegistry> registry) {
    this.registry = registry;
  }

  /**
   * Prints it.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Json.write(ExperimentSchema.of(registry.get()::providers, Tasks.builtIn())));
    out.flush();
    return 0;
  }
}
