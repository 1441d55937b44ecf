package org.otium.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsTest {
  private static final System.Logger OURS = System.getLogger("org.otium.app.logging");
  private static final Logger LIBRARY = Logger.getLogger("com.example.library");

  @AfterEach
  void silence() {
    Logs.show(new PrintWriter(Writer.nullWriter()), false, false);
  }

  private static List<String> said(boolean verbose, boolean debug) {
    StringWriter text = new StringWriter();
    Logs.show(new PrintWriter(text), verbose, debug);
    OURS.log(System.Logger.Level.DEBUG, "detail {0}", 1);
    OURS.log(System.Logger.Level.INFO, "news");
    LIBRARY.info("chatter");
    LIBRARY.warning("worry");
    OURS.log(System.Logger.Level.ERROR, "fault");
    return text.toString().lines().toList();
  }

  @Test
  void errorsAloneAreToldByDefault() {
    assertEquals(List.of("Error (org.otium.app.logging): fault"), said(false, false));
  }

  @Test
  void newsAndWarningsAreToldOnRequest() {
    assertEquals(
        List.of(
            "Info (org.otium.app.logging): news",
            "Warning (com.example.library): worry",
            "Error (org.otium.app.logging): fault"),
        said(true, false));
  }

  @Test
  void detailsOfTheProgramAreToldToWhoLooksForAFault() {
    List<String> lines = said(true, true);
    assertEquals("Debug (org.otium.app.logging): detail 1", lines.getFirst());
    assertTrue(lines.contains("Info (com.example.library): chatter"), lines.toString());
  }

  @Test
  void messagesAreToldOnceHoweverOftenOutputIsChosen() {
    said(true, false);
    assertEquals(1, said(false, false).size());
  }
}
