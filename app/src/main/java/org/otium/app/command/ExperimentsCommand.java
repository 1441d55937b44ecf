package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.otium.api.InvalidInputException;
import org.otium.app.recipes.BuiltInRecipes;
import org.otium.app.recipes.Recipe;
import org.otium.app.reference.RecipePage;
import org.otium.app.runs.Json;
import org.otium.settings.NearestName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium experiments}: lists the recipes that come with the program. */
@Command(
    name = "experiments",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "List the experiments that come with Otium, with the figures that they repeat.",
    footer = {
      "",
      "Examples:",
      "  otium experiments",
      "  otium experiments swiss-roll > mine.yaml",
      "  otium run swiss-roll",
      "  otium experiments --markdown > reproduce.md",
    })
public final class ExperimentsCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Candidates.Recipes.class,
      description = "Print this recipe, to read it or to start one of your own from.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--markdown",
      description = "Print a page in Markdown with the command and the notes of each.")
  private boolean markdown;

  /** The command. */
  @Inject
  public ExperimentsCommand() {}

  /**
   * Lists them.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = BuiltInRecipes.names();
    if (!name.isEmpty()) {
      out.print(
          BuiltInRecipes.text(name)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "there is no recipe '" + name + "'",
                          NearestName.of(name, names)
                                  .map(n -> "Did you mean '" + n + "'? ")
                                  .orElse("")
                              + "There are: "
                              + String.join(", ", names)
                              + ".")));
    } else if (markdown) {
      out.print(RecipePage.text());
    } else if (json) {
      List<Object> list = new ArrayList<>();
      for (String each : names) {
        Recipe recipe = BuiltInRecipes.about(each);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", each);
        entry.put("title", recipe.title());
        entry.put("figure", recipe.figure());
        entry.put("takes", recipe.takes());
        entry.put("task", recipe.task());
        entry.put("variants", List.copyOf(recipe.variants().keySet()));
        list.add(entry);
      }
      out.print(Json.write(list));
    } else {
      int width = names.stream().mapToInt(String::length).max().orElse(0);
      for (String each : names) {
        Recipe recipe = BuiltInRecipes.about(each);
        out.println(each + " ".repeat(width - each.length() + 2) + recipe.title());
        String figure = recipe.figure().isEmpty() ? "" : recipe.figure() + ". ";
        String takes = recipe.takes().isEmpty() ? "" : "Takes " + recipe.takes() + ". ";
        String runs =
            recipe.variants().isEmpty()
                ? ""
                : "Runs: " + String.join(", ", recipe.variants().keySet()) + ".";
        out.println(" ".repeat(width + 2) + figure + takes + runs);
      }
      out.println();
      out.println(
          "DD: Dataset Dynamics via Gradient Flows (2021); GG: Interpolating along Generalized Geodesics (2023);");
      out.println("WoW: Flowing Datasets with Wasserstein over Wasserstein Gradient Flows (2025).");
      out.println("Run one with: otium run NAME");
    }
    out.flush();
    return Failures.OK;
  }
}
