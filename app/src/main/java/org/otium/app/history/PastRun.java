package org.otium.app.history;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;

/**
 * A run that was begun some time ago.
 *
 * @param folder where it lies
 * @param manifest what it says about itself
 */
public record PastRun(Path folder, Map<String, Object> manifest) {
  private static final String COMMAND = "command";
  private static final int DEEPEST = 8;

  /** What is told of a run first, the best first. */
  private static final List<String> MAIN =
      List.of("squared-distance-at-end", "value-at-end", "squared", "distance");

  /**
   * Reads the manifest of a run.
   *
   * @param folder its folder
   * @return the run
   * @throws InvalidInputException if there is none, or its manifest is damaged
   * @throws IOException if it cannot be read
   */
  public static PastRun read(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          Files.isDirectory(folder)
              ? "folder '" + folder + "' holds no run"
              : "there is no folder '" + folder + "'",
          "Give the folder of a run; 'otium runs list DIR' finds those below a folder.");
    }
    Map<String, Object> manifest = Json.read(file);
    if (!manifest.containsKey(COMMAND)) {
      throw new InvalidInputException(
          "'" + file + "' is no manifest of a run", "Give the folder of a run.");
    }
    return new PastRun(folder, manifest);
  }

  /**
   * Finds runs.
   *
   * @param folder a folder
   * @return the runs in it and below it, the oldest first; a folder that cannot be read holds none
   * @throws InvalidInputException if there is no such folder
   * @throws IOException if it cannot be read
   */
  public static List<PastRun> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "there is no folder '" + folder + "'", "Give a folder that holds runs.");
    }
    List<PastRun> runs = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes about) {
            Path name = dir.getFileName();
            boolean isHidden = name != null && name.toString().startsWith(".");
            return isHidden && !dir.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            if (file.endsWith(RunFolder.MANIFEST)) {
              try {
                runs.add(read(Optional.ofNullable(file.getParent()).orElse(folder)));
              } catch (InvalidInputException | NoSuchFileException _) {
                // Another program's manifest, or one that is being replaced.
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    runs.sort(Comparator.comparing(PastRun::started).thenComparing(run -> run.folder().toString()));
    return List.copyOf(runs);
  }

  /**
   * Reads runs to be held against each other.
   *
   * @param folders folders of runs; that of a recipe stands for all runs of the recipe
   * @return the runs by a name that tells them apart
   * @throws InvalidInputException if one holds no run
   * @throws IOException if one cannot be read
   */
  public static Map<String, PastRun> named(List<Path> folders) throws IOException {
    Map<String, PastRun> runs = new LinkedHashMap<>();
    for (Path folder : folders) {
      PastRun run = read(folder);
      for (PastRun each : run.isRecipe() ? run.parts() : List.of(run)) {
        String name = each.folder().normalize().toString();
        runs.put(name.isEmpty() ? "." : name, each);
      }
    }
    return runs;
  }

  /**
   * Whether it is a recipe of several runs.
   *
   * @return true if its folder holds folders of runs
   */
  public boolean isRecipe() {
    return command().equals(RecipeExperiment.COMMAND);
  }

  /**
   * The runs of a recipe that were begun.
   *
   * @return in the recipe's order
   * @throws IOException if they cannot be read
   */
  public List<PastRun> parts() throws IOException {
    List<PastRun> parts = new ArrayList<>();
    for (String name : names()) {
      Path part = folder.resolve(name);
      if (Files.isRegularFile(part.resolve(RunFolder.MANIFEST))) {
        parts.add(read(part));
      }
    }
    return parts;
  }

  /** The names of the runs of a recipe. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (manifest.get("runs") instanceof List<?> runs) {
      for (Object run : runs) {
        if (run instanceof Map<?, ?> entry && entry.get("name") instanceof String name) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private String text(String key) {
    return String.valueOf(manifest.getOrDefault(key, ""));
  }

  /**
   * What was called.
   *
   * @return the name of a task, or that of recipes
   */
  public String command() {
    return text(COMMAND);
  }

  /**
   * When it was begun.
   *
   * @return an instant as ISO 8601 has it; empty if unknown
   */
  public String started() {
    return text("started");
  }

  /**
   * Whether it came to its end.
   *
   * @return {@code finished}, {@code running}, {@code stopped} or {@code failed}
   */
  public String state() {
    String status = text("status");
    return switch (status) {
      case "running" -> RunFolder.isHeld(folder) ? status : "stopped";
      case "interrupted" -> "stopped";
      default -> status;
    };
  }

  /**
   * What it was made from.
   *
   * @return names of datasets; the title of a recipe
   */
  public List<String> datasets() {
    if (manifest.get("recipe") instanceof Map<?, ?> recipe) {
      return List.of(String.valueOf(recipe.get("title")));
    }
    List<String> names = new ArrayList<>();
    if (manifest.get("inputs") instanceof Map<?, ?> inputs) {
      inputs.forEach(
          (role, input) ->
              names.add(
                  input instanceof Map<?, ?> entry && entry.get("name") instanceof String name
                      ? name
                      : String.valueOf(role)));
    }
    return names;
  }

  /**
   * What was measured.
   *
   * @return numbers by name
   */
  public Map<String, Double> result() {
    return numbers("result");
  }

  /**
   * How long it took.
   *
   * @return seconds of each part
   */
  public Map<String, Double> seconds() {
    return numbers("seconds");
  }

  private Map<String, Double> numbers(String key) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (manifest.get(key) instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              numbers.put(String.valueOf(name), number.doubleValue());
            }
          });
    }
    return numbers;
  }

  /**
   * The number that a run is known by.
   *
   * @return its name and value; empty if nothing was measured
   */
  public Optional<Map.Entry<String, Double>> main() {
    Map<String, Double> result = result();
    for (String name : MAIN) {
      Double value = result.get(name);
      if (value != null) {
        return Optional.of(Map.entry(name, value));
      }
    }
    return result.entrySet().stream().findFirst().map(e -> Map.entry(e.getKey(), e.getValue()));
  }

  /**
   * What decides its outcome: datasets and settings, and the version of Otium.
   *
   * @return a tree
   */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("otium", text("otium"));
    settings.put("task", command());
    settings.putAll(RecipeExperiment.settings(manifest));
    return settings;
  }
}
