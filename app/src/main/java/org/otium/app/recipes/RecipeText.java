package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.YamlShape;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The text of a recipe: what it says, and at which line it says it. */
final class RecipeText {
  private static final int LONGEST = 1_000_000;
  private final String label;
  private final Node root;
  private final Map<String, Object> tree;

  private RecipeText(String label, Node root, Map<String, Object> tree) {
    this.label = label;
    this.root = root;
    this.tree = tree;
  }

  /**
   * Reads a recipe.
   *
   * @param label what messages call it
   * @param text YAML; only plain values are read, never objects
   * @throws InvalidInputException if it is no YAML mapping
   */
  static RecipeText parse(String label, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(label)
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(50)
            .setCodePointLimit(LONGEST)
            .build();
    try {
      Object value = YamlShape.value(settings, text);
      Optional<Node> root =
          new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
              .getSingleNode();
      if (!(value instanceof Map<?, ?> map) || root.isEmpty()) {
        throw new InvalidInputException(
            "'" + label + "' is not a recipe", "Write it as YAML: one 'key: value' a line.");
      }
      return new RecipeText(label, root.get(), mapping(map));
    } catch (MarkedYamlEngineException e) {
      String at = e.getProblemMark().map(mark -> place(label, mark)).orElse(label);
      throw unreadable(at + ": this is not YAML: ", e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw unreadable(label + ": this cannot be read: ", String.valueOf(e.getMessage()), e);
    }
  }

  private static InvalidInputException unreadable(String at, String problem, RuntimeException e) {
    return new InvalidInputException(
        at + problem.lines().findFirst().orElse(""), remedy(problem), e);
  }

  private static String remedy(String problem) {
    return problem.contains("duplicate key")
        ? "Write each key once."
        : problem.contains("the tag")
            ? "Leave out the tag (!!): recipes hold plain values alone."
            : problem.contains("aliases")
                ? "Write out what the aliases (*) stand for, or less of it."
                : "Put a space after each colon, and quotes around text with special characters.";
  }

  private static Map<String, Object> mapping(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
    return plain;
  }

  /** A value without nulls, which stand for what is left empty. */
  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Map<?, ?> map -> mapping(map);
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(plain(item)));
        yield items;
      }
      default -> value;
    };
  }

  /** What the recipe says: text, numbers, booleans, lists and maps. */
  Map<String, Object> tree() {
    return tree;
  }

  /** What messages call it. */
  String label() {
    return label;
  }

  /**
   * Where something is written.
   *
   * @param path keys, and indices as digits
   * @return {@code label:line:column} of the deepest part of the path that is written
   */
  String place(List<String> path) {
    Node at = root;
    Optional<Mark> mark = Optional.empty();
    for (String step : path) {
      Optional<Node> next = Optional.empty();
      if (at instanceof MappingNode map) {
        for (NodeTuple entry : map.getValue()) {
          if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step)) {
            mark = key.getStartMark();
            next = Optional.of(entry.getValueNode());
          }
        }
      } else if (at instanceof SequenceNode list && step.matches("[0-9]{1,9}")) {
        int index = Integer.parseInt(step);
        if (index < list.getValue().size()) {
          Node item = list.getValue().get(index);
          mark = item.getStartMark();
          next = Optional.of(item);
        }
      }
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    return mark.map(m -> place(label, m)).orElse(label);
  }

  private static String place(String label, Mark mark) {
    return label + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }
}
