package org.otium.app.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.otium.spi.Kind;

/**
 * Settles who has a name. A plugin that comes with Otium keeps its name; of all others that claim
 * one name none gets it, because choosing by order would make results depend on the names of
 * folders.
 */
final class DuplicateNames {
  private DuplicateNames() {}

  private record Key(Kind kind, String name) {}

  static List<PluginEntry> refuse(List<PluginEntry> entries) {
    Map<Key, List<PluginEntry>> claims = new LinkedHashMap<>();
    for (PluginEntry entry : entries) {
      if (entry.provider().isPresent()) {
        claims.computeIfAbsent(key(entry), _ -> new ArrayList<>()).add(entry);
      }
    }
    return entries.stream()
        .map(
            entry ->
                entry.provider().isEmpty()
                    ? entry
                    : settled(entry, claims.getOrDefault(key(entry), List.of())))
        .toList();
  }

  private static Key key(PluginEntry entry) {
    return new Key(entry.kind().orElseThrow(), entry.name());
  }

  private static PluginEntry settled(PluginEntry entry, List<PluginEntry> claimants) {
    long builtIn = claimants.stream().filter(PluginEntry::isBuiltIn).count();
    boolean keeps = claimants.size() == 1 || (entry.isBuiltIn() && builtIn == 1);
    if (keeps) {
      return entry;
    }
    String what = entry.kind().orElseThrow().id() + " '" + entry.name() + "'";
    if (builtIn == 1) {
      PluginEntry owner =
          claimants.stream().filter(PluginEntry::isBuiltIn).findFirst().orElseThrow();
      return entry.refusedFor(
          what
              + " of "
              + entry.location()
              + " comes with Otium already ("
              + owner.location()
              + "); give the plugin another name");
    }
    String places =
        claimants.stream()
            .map(c -> c.location().toString())
            .sorted()
            .collect(Collectors.joining(" and "));
    return entry.refusedFor(what + " is claimed by " + places + "; keep one of them");
  }
}
