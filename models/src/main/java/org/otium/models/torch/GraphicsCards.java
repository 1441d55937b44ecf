package org.otium.models.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a driver tells of the graphics cards; PyTorch counts them and names none. */
final class GraphicsCards {
  private static final String NAME = "model:";

  private GraphicsCards() {}

  /** What to call a card that is used. */
  static String name() {
    return name(Path.of("/proc/driver/nvidia/gpus"));
  }

  /**
   * The name of the cards that a folder tells of.
   *
   * @param folder holds a folder a card, with a file {@code information}
   * @return their name, all of their names where they differ, or {@code gpu} where none is told
   */
  static String name(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "gpu";
    }
    try (Stream<Path> cards = Files.list(folder)) {
      List<String> names =
          cards
              .sorted()
              .flatMap(card -> model(card.resolve("information")).stream())
              .distinct()
              .toList();
      return switch (names.size()) {
        case 0 -> "gpu";
        case 1 -> names.getFirst();
        // Which of them comes first is up to the driver.
        default -> "gpu, one of: " + String.join(", ", names);
      };
    } catch (IOException _) {
      return "gpu";
    }
  }

  private static Optional<String> model(Path information) {
    try (Stream<String> lines = Files.lines(information)) {
      return lines
          .map(String::strip)
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(NAME))
          .map(line -> line.substring(NAME.length()).strip())
          .filter(name -> !name.isEmpty())
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException _) {
      return Optional.empty();
    }
  }
}
