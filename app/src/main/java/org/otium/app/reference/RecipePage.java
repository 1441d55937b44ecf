package org.otium.app.reference;

import java.util.ArrayList;
import java.util.List;
import org.otium.app.recipes.BuiltInRecipes;
import org.otium.app.recipes.Recipe;

/**
 * A page about the recipes that come with the program: which figure each repeats, the command, how
 * long it takes, and what to expect, which is the comment that each recipe begins with.
 */
public final class RecipePage {
  private static final String OWN_DATA = "--data DIR";

  private static final int MOST_NAMES = 12;

  private RecipePage() {}

  /**
   * Writes the page.
   *
   * @return Markdown
   */
  public static String text() {
    Markdown page = new Markdown();
    page.heading(1, "Figures and tables of the papers, made again");
    page.block(
        """
        Each recipe below is a YAML file that comes with Otium. It leaves a folder with a report, the \
        numbers as CSV and all settings. DD, GG and WoW are the papers that \
        [the README](../README.md#where-it-comes-from) names. Times were measured on a server with \
        two cores where nothing else is said.""");
    page.block(
        """
        Some recipes work on datasets that are yours: `DIR` holds MNIST, USPS, KMNIST and \
        Fashion-MNIST as IDX files, or what the recipe says. `--dry-run` shows what would be done \
        and roughly what it takes on your machine; `--only RUN` takes some of its runs, and \
        `--set particles=200` and the like make it smaller.""");
    List<List<String>> rows = new ArrayList<>();
    for (String name : BuiltInRecipes.names()) {
      Recipe recipe = BuiltInRecipes.about(name);
      rows.add(
          List.of(
              Markdown.plain(recipe.figure()),
              Markdown.link(Markdown.code(name), "#" + name),
              Markdown.plain(recipe.title()),
              takes(recipe)));
    }
    page.table(List.of("figure or table", "recipe", "what it shows", "time"), rows);
    for (String name : BuiltInRecipes.names()) {
      section(page, BuiltInRecipes.about(name), BuiltInRecipes.text(name).orElseThrow());
    }
    page.block("*Written by `otium experiments --markdown` from the recipes.*");
    return page.toString();
  }

  private static String takes(Recipe recipe) {
    return recipe.takes().isEmpty() ? "not measured" : Markdown.plain(recipe.takes());
  }

  private static void section(Markdown page, Recipe recipe, String text) {
    page.heading(2, recipe.name());
    String data = text.contains(OWN_DATA) ? " " + OWN_DATA : "";
    page.block("```sh\notium run " + recipe.name() + data + " --out " + recipe.name() + "\n```");
    page.block(
        "**"
            + Markdown.plain(recipe.figure())
            + "**, "
            + (recipe.takes().isEmpty() ? "not measured" : Markdown.plain(recipe.takes()))
            + ". "
            + runs(recipe));
    page.block(comment(text));
  }

  private static String runs(Recipe recipe) {
    String seeds = recipe.seeds() == 1 ? "" : "Each with " + recipe.seeds() + " seeds: mean ± s.d.";
    return (varied(recipe) + " " + seeds).strip();
  }

  private static String varied(Recipe recipe) {
    if (recipe.variants().isEmpty()) {
      return "";
    }
    List<String> names = recipe.variants().keySet().stream().map(Markdown::code).toList();
    if (names.size() > MOST_NAMES) {
      return names.size() + " runs, from " + names.getFirst() + " to " + names.getLast() + ".";
    }
    return "Runs: " + String.join(", ", names) + ".";
  }

  /** The comment at the top of a recipe. Lines that are set in are commands. */
  private static String comment(String text) {
    StringBuilder written = new StringBuilder();
    boolean isCommand = false;
    for (String line : text.lines().takeWhile(l -> l.startsWith("#")).toList()) {
      String words = line.substring(1).replaceFirst("^ ", "");
      boolean next = words.startsWith("  ");
      if (next != isCommand) {
        written.append(next ? "\n```sh\n" : "```\n\n");
      }
      isCommand = next;
      written.append(next ? words.substring(2) : Markdown.plain(words)).append('\n');
    }
    return written.append(isCommand ? "```\n" : "").toString();
  }
}
