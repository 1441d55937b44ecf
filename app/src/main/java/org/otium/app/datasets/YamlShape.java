package org.otium.app.datasets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Refuses YAML that would take any reader of trees out of its stack or its memory. */
public final class YamlShape {
  private static final int DEEPEST = 100;

  /** What the aliases of a text may stand for together, in characters and values. */
  private static final long MOST_BY_ALIASES = 100_000;

  private YamlShape() {}

  /**
   * Reads a text of which the shape was looked at first.
   *
   * @param settings how it is read
   * @param text YAML
   * @return text, a number, a boolean, a list or a map; null where nothing is written
   * @throws YamlEngineException if it is no YAML, nests too deeply, holds itself, or grows beyond
   *     measure by its aliases
   */
  public static @Nullable Object value(LoadSettings settings, String text) {
    try {
      check(settings, text);
      return new Load(settings).loadFromString(text);
    } catch (IllegalArgumentException e) {
      // Tags that are no tags are refused by an exception of another kind.
      throw new YamlEngineException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void check(LoadSettings settings, String text) {
    Deque<Optional<Anchor>> open = new ArrayDeque<>();
    Deque<Long> before = new ArrayDeque<>();
    Map<Anchor, Long> sizes = new HashMap<>();
    long size = 0;
    long byAliases = 0;
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent start) {
        open.push(start.getAnchor());
        before.push(size++);
        if (open.size() > DEEPEST) {
          throw new YamlEngineException("it nests more than " + DEEPEST + " levels deep");
        }
      } else if (event instanceof CollectionEndEvent) {
        long own = size - before.pop();
        open.pop().ifPresent(anchor -> sizes.put(anchor, own));
      } else if (event instanceof ScalarEvent scalar) {
        long own = 1L + scalar.getValue().length();
        scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, own));
        size += own;
      } else if (event instanceof AliasEvent alias) {
        if (open.contains(Optional.of(alias.getAlias()))) {
          throw new YamlEngineException("what is called '" + alias.getAlias() + "' holds itself");
        }
        long own = sizes.getOrDefault(alias.getAlias(), 1L);
        size += own;
        byAliases += own;
        if (byAliases > MOST_BY_ALIASES) {
          throw new YamlEngineException(
              "its aliases stand for more than " + MOST_BY_ALIASES + " characters");
        }
      }
    }
  }
}
