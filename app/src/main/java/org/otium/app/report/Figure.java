package org.otium.app.report;

import java.util.Map;

/**
 * A drawing in a report, twice over: a still picture that needs no script, which is what is printed
 * and what stands where scripts do not run, and the data from which the page's script makes a
 * drawing that moves and answers. {@link Page#figure} puts it on a page.
 */
public sealed interface Figure
    permits HeatmapFigure,
        ImageGridFigure,
        KeptFigure,
        LineFigure,
        ScatterFigure,
        StackedAreaFigure,
        TernaryFigure {
  /**
   * What the figure shows, for those who cannot see it.
   *
   * @return a few words
   */
  String title();

  /**
   * Writes the still picture.
   *
   * @param markup the page so far
   */
  void still(Markup markup);

  /**
   * What the script draws from: the kind of drawing under {@code kind}, and its data.
   *
   * @return maps, lists, arrays, numbers, booleans and text
   */
  Map<String, Object> data();

  /**
   * Whether the drawing is one of space, for which the page needs a second library.
   *
   * @return true for drawings in three dimensions
   */
  default boolean isSpatial() {
    return false;
  }
}
