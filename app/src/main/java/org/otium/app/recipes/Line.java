package org.otium.app.recipes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of several things side by side: a run, or the mean of runs that differ in their seed alone.
 *
 * @param name what it is called
 * @param reported what a paper's numbers call it
 * @param runs the runs
 */
record Line(String name, String reported, List<SideBySide.Shown> runs) {
  Line {
    runs = List.copyOf(runs);
  }

  boolean isMean() {
    return runs.size() > 1;
  }

  /** The first run, which stands for all where one is enough. */
  SideBySide.Shown first() {
    return runs.getFirst();
  }

  /** Each mean and each run that has no part in one, in their order. */
  static List<Line> outer(List<SideBySide.Shown> runs) {
    Map<String, List<SideBySide.Shown>> groups = new LinkedHashMap<>();
    for (SideBySide.Shown run : runs) {
      // No name of a run holds a line break, so that nothing else has this key.
      String key = run.group().isEmpty() ? "\n" + run.name() : run.group();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(run);
    }
    List<Line> lines = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          SideBySide.Shown first = members.getFirst();
          String reported = first.group().isEmpty() ? first.name() : group;
          lines.add(new Line(members.size() > 1 ? group : first.name(), reported, members));
        });
    return lines;
  }

  /** All means, each followed by its runs, and the other runs. */
  static List<Line> all(List<SideBySide.Shown> runs) {
    List<Line> lines = new ArrayList<>();
    for (Line line : outer(runs)) {
      lines.add(line);
      if (line.isMean()) {
        line.runs().forEach(run -> lines.add(new Line(run.name(), "", List.of(run))));
      }
    }
    return lines;
  }
}
