package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.otium.app.experiment.Manifest;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/** What the page of a recipe's only run says of the recipe: what it shows, and which figure. */
public final class RecipeHeading {
  private static final String TITLE = "title";
  private static final String FIGURE = "figure";

  private RecipeHeading() {}

  /** What the manifest of the run says; nothing where the recipe says nothing. */
  static Map<String, String> of(Recipe recipe) {
    Map<String, String> about = new LinkedHashMap<>();
    if (!recipe.figure().isEmpty() || !recipe.title().equals(recipe.name())) {
      about.put(TITLE, recipe.title());
      about.put(FIGURE, recipe.figure());
    }
    return about;
  }

  /** What a manifest says. */
  static Map<String, String> of(Map<String, Object> manifest) {
    Map<String, String> about = new LinkedHashMap<>();
    if (manifest.get(Manifest.OF_RECIPE) instanceof Map<?, ?> recipe) {
      recipe.forEach((key, value) -> about.put(String.valueOf(key), String.valueOf(value)));
    }
    return about;
  }

  /** Writes it on the page of a run, unless it is there. */
  static void write(Map<String, String> about, Path folder) throws IOException {
    if (about.isEmpty() || !Files.isRegularFile(folder.resolve(RunFolder.REPORT_CONTENT))) {
      return;
    }
    String figure = about.getOrDefault(FIGURE, "");
    ReportContent before = ReportContent.read(folder);
    ReportContent page = before.under(about.getOrDefault(TITLE, ""), figure);
    if (!page.equals(before)) {
      page.keep(folder);
      page.publish(folder);
    }
  }

  /**
   * Writes on the page of a run what its manifest says, unless it is there. Runs that were begun by
   * a recipe may be continued by other commands.
   *
   * @param folder the folder of a run, or none
   * @throws IOException if it cannot be read or written
   */
  public static void write(Path folder) throws IOException {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    if (Files.isRegularFile(manifest)) {
      write(of(Json.read(manifest)), folder);
    }
  }
}
