package org.otium.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowStep;
import org.otium.app.experiment.Progress;

class LogsTest {
  private static final System.Logger OURS = System.getLogger("org.otium.app.logging");
  private static final Logger LIBRARY = Logger.getLogger("com.example.library");

  @AfterEach
  void silence() {
    Logs.beside(Optional.empty());
    Logs.show(new PrintWriter(Writer.nullWriter()), false, false);
  }

  private static List<String> said(boolean verbose, boolean debug) {
    StringWriter text = new StringWriter();
    Logs.show(new PrintWriter(text), verbose, debug);
    OURS.log(System.Logger.Level.DEBUG, "detail {0}", 1);
    OURS.log(System.Logger.Level.INFO, "news");
    OURS.log(System.Logger.Level.WARNING, "unpacking {0}", "it");
    LIBRARY.info("chatter");
    LIBRARY.warning("worry");
    OURS.log(System.Logger.Level.ERROR, "fault");
    return text.toString().lines().toList();
  }

  @Test
  void errorsAndWhatUsersShouldKnowAreToldByDefault() {
    assertEquals(
        List.of("unpacking it", "Error (org.otium.app.logging): fault"), said(false, false));
  }

  @Test
  void newsAndWarningsAreToldOnRequest() {
    assertEquals(
        List.of(
            "Info (org.otium.app.logging): news",
            "unpacking it",
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
  void progressGetsDetailsAsPhasesAndIsNotRunInto() {
    List<String> told = new ArrayList<>();
    Logs.beside(Optional.of(new Told(told)));
    assertEquals(List.of(), said(false, false));
    assertEquals(
        List.of("phase detail 1", "note unpacking it", "note Error (org.otium.app.logging): fault"),
        told);
  }

  private record Told(List<String> lines) implements Progress {
    @Override
    public void phase(String what) {
      lines.add("phase " + what);
    }

    @Override
    public void step(FlowStep step, long made, long total) {}

    @Override
    public void note(String message) {
      lines.add("note " + message);
    }

    @Override
    public void detail(String message) {}
  }

  @Test
  void messagesAreToldOnceHoweverOftenOutputIsChosen() {
    said(true, false);
    assertEquals(2, said(false, false).size());
  }
}
