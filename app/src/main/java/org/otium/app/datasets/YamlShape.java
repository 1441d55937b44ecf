package org.otium.app.datasets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Refuses YAML that would take any reader of trees out of its stack. */
public final class YamlShape {
  private static final int DEEPEST = 100;

  private YamlShape() {}

  /**
   * Looks at a text without making anything of it.
   *
   * @param settings how it will be read
   * @param text YAML
   * @throws YamlEngineException if it is no YAML, nests too deeply, or holds itself
   */
  public static void check(LoadSettings settings, String text) {
    Deque<Optional<Anchor>> open = new ArrayDeque<>();
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent start) {
        open.push(start.getAnchor());
        if (open.size() > DEEPEST) {
          throw new YamlEngineException("it nests more than " + DEEPEST + " levels deep");
        }
      } else if (event instanceof CollectionEndEvent) {
        open.pop();
      } else if (event instanceof AliasEvent alias
          && open.contains(Optional.of(alias.getAlias()))) {
        throw new YamlEngineException("what is called '" + alias.getAlias() + "' holds itself");
      }
    }
  }
}
