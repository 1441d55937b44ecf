package org.otium.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginMessagesTest {
  private final StringWriter shown = new StringWriter();

  @AfterEach
  void hide() {
    PluginMessages.hide();
  }

  private String shownBy(boolean verbose, System.Logger.Level level, String name) {
    PluginMessages.showOn(new ProgressLine(new PrintWriter(shown, true), false, verbose));
    System.Logger logger = new PluginMessages().getLogger(name, getClass().getModule());
    logger.log(level, "unpacking");
    logger.log(level, "{0} of {1}", 3, 4);
    return shown.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void whatUsersShouldKnowIsShown() {
    assertEquals(
        "unpacking\n3 of 4\n", shownBy(false, System.Logger.Level.INFO, "org.otium.models"));
  }

  @Test
  void phasesAreForTerminalsAndTheCurious() {
    assertEquals("", shownBy(false, System.Logger.Level.DEBUG, "org.otium.models"));
    assertEquals(
        "unpacking …\n3 of 4 …\n", shownBy(true, System.Logger.Level.DEBUG, "org.otium.models"));
  }

  @Test
  void librariesAreNotHeard() {
    assertEquals("", shownBy(false, System.Logger.Level.WARNING, "java.net.http"));
  }

  @Test
  void nothingIsShownBetweenCommands() {
    System.Logger logger = new PluginMessages().getLogger("org.otium", getClass().getModule());
    logger.log(System.Logger.Level.INFO, "nobody listens");
    assertEquals("", shown.toString());
  }
}
