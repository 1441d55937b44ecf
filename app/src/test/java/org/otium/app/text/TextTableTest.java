package org.otium.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAligned() {
    String table = new TextTable("lr").row("a", "10").row("bcd", "7").format("  ");
    assertEquals("  a    10\n  bcd   7\n", table);
  }

  @Test
  void controlCharactersCannotReachTheTerminal() {
    assertEquals("a�[31mb�c", TextTable.printable("a\u001b[31mb\u202ec"));
  }

  @Test
  void longCellsAreCut() {
    String line = new TextTable("l").row("x".repeat(100)).format("").strip();
    assertEquals("x".repeat(39) + "…", line);
  }

  @Test
  void rowOfAnotherWidthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TextTable("lr").row("a"));
  }
}
