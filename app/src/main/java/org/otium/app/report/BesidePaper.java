package org.otium.app.report;

import java.util.List;
import org.otium.app.text.Numbers;

/**
 * What runs measured beside what a paper reports.
 *
 * @param source where the paper's numbers stand
 * @param note how the paper's setting differs; may be empty
 * @param rows a number each
 */
public record BesidePaper(String source, String note, List<Row> rows) {
  /** Copies the list. */
  public BesidePaper {
    rows = List.copyOf(rows);
  }

  /**
   * One number.
   *
   * @param run what it is of
   * @param measure what it is
   * @param ours what the run measured; empty if it has not
   * @param paper what the paper reports
   */
  public record Row(String run, String measure, String ours, String paper) {}

  void write(Page page) {
    page.section("Beside the paper", "The paper's numbers are those of " + source + ". " + note);
    page.table(
        List.of("Run", "Measure", "Here", "Paper"),
        rows.stream()
            .map(
                row ->
                    List.of(
                        row.run(),
                        row.measure(),
                        row.ours().isEmpty() ? "—" : row.ours(),
                        row.paper().replace(" ± ", Numbers.PLUS_MINUS).replace(" %", "\u00a0%")))
            .toList());
    page.markup().close();
  }
}
