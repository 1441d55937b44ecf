package org.otium.app.recipes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recipes that come with the program. */
public final class BuiltInRecipes {
  private static final String INDEX = "index.txt";
  private static final String EXTENSION = ".yaml";

  private BuiltInRecipes() {}

  /**
   * Their names.
   *
   * @return in the order of the figures that they repeat
   */
  public static List<String> names() {
    return resource(INDEX).lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * A recipe's text.
   *
   * @param name its name
   * @return YAML; empty if there is no such recipe
   */
  public static Optional<String> text(String name) {
    return names().contains(name) ? Optional.of(resource(name + EXTENSION)) : Optional.empty();
  }

  private static String resource(String file) {
    try (InputStream in = BuiltInRecipes.class.getResourceAsStream(file)) {
      if (in == null) {
        throw missing(file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException missing(String file) {
    return new IllegalStateException("recipe " + file + " is missing from the application");
  }

  /**
   * What a recipe says about itself.
   *
   * @param name its name
   * @return its title, figure and variants
   */
  public static Recipe about(String name) {
    RecipeText text = RecipeText.parse(name, text(name).orElseThrow(() -> missing(name)));
    return new RecipeReader(name, text, Tasks.builtIn(), Set.of()).read(text.tree());
  }
}
