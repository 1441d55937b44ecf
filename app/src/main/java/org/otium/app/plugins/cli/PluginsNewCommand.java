package org.otium.app.plugins.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.scaffold.PluginProject;
import org.otium.spi.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium plugins new}: a project to start a plugin from. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write a Maven project of a new plugin that builds, passes its contract tests and can be dropped in.",
    footer = {
      "",
      "Examples:",
      "  otium plugins new my-pull --kind functional",
      "  otium plugins new my-blobs --kind dataset-source --package com.acme.blobs --out blobs",
    })
public final class PluginsNewCommand implements Callable<Integer> {
  private final Provider<PluginRegistry> registry;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "What users will call it: my-plugin.")
  private String name = "";

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      converter = KindNames.class,
      completionCandidates = KindNames.class,
      description = "What it is: ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Its package and module; one of org.example by default.")
  private @Nullable String packageName;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the project; its name by default.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * A command.
   *
   * @param registry gives the plugins whose names are taken
   */
  @Inject
  public PluginsNewCommand(Provider<PluginRegistry> registry) {
    this.registry = registry;
  }

  /**
   * Writes the project.
   *
   * @return 0
   * @throws IOException if it cannot be written
   */
  @Override
  public Integer call() throws IOException {
    PluginProject project =
        new PluginProject(
            name,
            kind,
            packageName == null ? PluginProject.defaultPackage(name) : packageName,
            version());
    if (registry.get().names(kind).contains(name)) {
      throw new InvalidInputException(
          "there is a " + kind.id() + " '" + name + "' already",
          "Two plugins of one kind and name are both refused: choose another name.");
    }
    Path folder = out == null ? Path.of(name) : out;
    project.write(folder);
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("folder", folder.toString());
      tree.put("files", List.copyOf(project.files().keySet()));
      writer.println(Json.write(tree));
    } else {
      writer.println("Project: " + folder);
      writer.println("Build it, look at it and try it:");
      writer.println("  mvn -f " + folder.resolve("pom.xml") + " verify");
      writer.println("  otium plugins check " + folder.resolve("target").resolve(name + ".jar"));
      writer.println("Its README.md says the rest.");
    }
    writer.flush();
    return 0;
  }

  /** That of the program, which is the first line that it says of its version. */
  private String version() {
    IVersionProvider provider = spec.root().versionProvider();
    try {
      return provider == null ? "" : provider.getVersion()[0].replaceFirst("^otium ", "");
    } catch (Exception e) {
      throw new IllegalStateException("the program does not know its version", e);
    }
  }
}
