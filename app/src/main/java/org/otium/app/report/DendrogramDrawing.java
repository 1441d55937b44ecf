package org.otium.app.report;

import java.util.ArrayList;
import java.util.List;
import org.otium.app.pictures.Axis;
import org.otium.app.text.Numbers;

/**
 * Things that are joined one after the other, the nearest first; the distance between two groups is
 * the mean of the distances between their members.
 *
 * @param names one a thing, at least two
 * @param distances symmetric, finite
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record DendrogramDrawing(List<String> names, double[][] distances) {
  private static final int TICKS = 4;
  private static final int ROW = 26;
  private static final int WIDTH = 640;
  private static final int NAMES = 220;
  private static final int CHARACTERS = 28;

  /** Copies the names. */
  public DendrogramDrawing {
    names = List.copyOf(names);
  }

  /** Some things and where the line that stands for them ends. */
  private record Group(List<Integer> members, double height, Group[] parts) {}

  void write(Markup markup) {
    Group root = joined();
    int height = ROW * names.size() + 30;
    markup.open("div", "class", "drawing");
    String[] box = {"viewBox", "0 0 " + WIDTH + " " + height, "role", "img"};
    markup.open("svg", box[0], box[1], box[2], box[3], "aria-label", "Which are joined first");
    double[] row = {0};
    double most = root.height() > 0 ? root.height() : 1;
    draw(markup, root, row, most);
    for (double tick : Axis.exactly(0, most).ticks(TICKS)) {
      double x = x(tick, most);
      markup.element(
          "text",
          Numbers.value(tick),
          "x",
          StillCurves.number(x),
          "y",
          Integer.toString(height - 6),
          "text-anchor",
          "middle",
          "class",
          "quiet");
    }
    markup.close().close();
  }

  private static double x(double distance, double most) {
    return NAMES + (WIDTH - NAMES - 40) * distance / most;
  }

  /** Draws a group and tells at which height of the page its line runs. */
  private double draw(Markup markup, Group group, double[] row, double most) {
    if (group.parts().length == 0) {
      double y = ROW * (row[0]++ + 0.5);
      String name = names.get(group.members().getFirst());
      boolean fits = name.codePointCount(0, name.length()) <= CHARACTERS;
      String cut = fits ? name : name.substring(0, name.offsetByCodePoints(0, CHARACTERS)) + "…";
      markup.element(
          "text",
          cut,
          "x",
          Integer.toString(NAMES - 10),
          "y",
          StillCurves.number(y + 4),
          "text-anchor",
          "end");
      return y;
    }
    double first = draw(markup, group.parts()[0], row, most);
    double second = draw(markup, group.parts()[1], row, most);
    String x = StillCurves.number(x(group.height(), most));
    String path =
        "M"
            + StillCurves.number(x(group.parts()[0].height(), most))
            + " "
            + StillCurves.number(first)
            + "H"
            + x
            + "V"
            + StillCurves.number(second)
            + "H"
            + StillCurves.number(x(group.parts()[1].height(), most));
    markup.leaf("path", "class", "line", "d", path);
    return (first + second) / 2;
  }

  private Group joined() {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      groups.add(new Group(List.of(i), 0, new Group[0]));
    }
    while (groups.size() > 1) {
      int a = 0;
      int b = 1;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < groups.size(); i++) {
        for (int j = i + 1; j < groups.size(); j++) {
          double between = between(groups.get(i), groups.get(j));
          if (between < least) {
            least = between;
            a = i;
            b = j;
          }
        }
      }
      Group second = groups.remove(b);
      Group first = groups.get(a);
      List<Integer> members = new ArrayList<>(first.members());
      members.addAll(second.members());
      groups.set(a, new Group(members, least, new Group[] {first, second}));
    }
    return groups.getFirst();
  }

  private double between(Group a, Group b) {
    double sum = 0;
    for (int i : a.members()) {
      for (int j : b.members()) {
        sum += distances[i][j];
      }
    }
    return sum / ((double) a.members().size() * b.members().size());
  }
}
