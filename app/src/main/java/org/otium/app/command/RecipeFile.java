package org.otium.app.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.app.recipes.BuiltInRecipes;
import org.otium.settings.NearestName;

/**
 * A recipe that a user named: a file, or one that comes with the program.
 *
 * @param name what it is called
 * @param label what messages call it
 * @param yaml its text
 * @param beside the folder that it lies in; empty if it comes with the program
 */
record RecipeFile(String name, String label, String yaml, Optional<Path> beside) {
  private static final long LARGEST = 1_000_000;

  static RecipeFile find(String text) throws IOException {
    Optional<Path> file = file(text);
    if (file.isPresent()) {
      return read(file.get());
    }
    Optional<String> builtIn = BuiltInRecipes.text(text);
    if (builtIn.isPresent()) {
      return new RecipeFile(text, text, builtIn.get(), Optional.empty());
    }
    List<String> names = BuiltInRecipes.names();
    throw new InvalidInputException(
        "'" + text + "' is neither a file nor a recipe of the program",
        NearestName.of(text, names).map(n -> "Did you mean '" + n + "'? ").orElse("")
            + "'otium experiments' lists the recipes.");
  }

  private static Optional<Path> file(String text) {
    try {
      Path path = Path.of(text);
      return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static RecipeFile read(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new InvalidInputException(
          "'" + path + "' is too large for a recipe", "Give a YAML file of less than 1 MB.");
    }
    String file = path.getFileName().toString();
    String name = file.replaceFirst("\\.[^.]*$", "");
    try {
      Path folder = path.toAbsolutePath().normalize().getParent();
      return new RecipeFile(
          name.isEmpty() ? file : name,
          path.toString(),
          Files.readString(path),
          Optional.ofNullable(folder));
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "'" + path + "' is not text in UTF-8", "Give a YAML file.", e);
    }
  }
}
