package org.otium.app.report;

import java.util.List;
import org.otium.app.pictures.SampleTiles;

/**
 * The means of classes as pictures, some beside each other.
 *
 * @param tiles how they are drawn
 * @param rows a row a dataset
 */
public record ClassMeans(SampleTiles tiles, List<Row> rows) {
  /** Copies the rows. */
  public ClassMeans {
    rows = List.copyOf(rows);
  }

  /**
   * The classes of a dataset.
   *
   * @param name the dataset
   * @param means one a class
   * @param classes their names
   */
  public record Row(String name, List<SampleTiles.Frame> means, List<String> classes) {
    /** Copies the lists. */
    public Row {
      means = List.copyOf(means);
      classes = List.copyOf(classes);
    }
  }

  void write(Markup markup) {
    // Where the classes of all datasets are called alike, they are named once.
    List<String> first = rows.getFirst().classes();
    boolean areAlike = rows.stream().allMatch(row -> row.classes().equals(first));
    boolean areShort = first.stream().allMatch(name -> name.length() <= 3);
    StripFigure.write(
        markup,
        tiles,
        rows.stream().map(Row::name).toList(),
        rows.stream().map(Row::means).toList(),
        areAlike && areShort ? first : List.of());
    if (!(areAlike && areShort)) {
      markup.open("ul", "class", "note");
      for (Row row : rows) {
        markup.element("li", row.name() + ": " + String.join(", ", row.classes()));
      }
      markup.close();
    }
  }
}
