package org.otium.app.logging;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Where log messages go. The code of the program logs by {@link System.Logger}, which the platform
 * hands to {@code java.util.logging}, as libraries that use that do; all of it comes out here, on
 * standard error, a line each. Plugins that bring SLF4J bring a binding of it as well; with {@code
 * slf4j-jdk14} their messages come out here too.
 */
public final class Logs {
  /** The loggers of the program, kept so that their levels stay. */
  private static final Logger OURS = Logger.getLogger("org.otium");

  private static final Logger ALL = Logger.getLogger("");

  private Logs() {}

  /**
   * Decides what is shown.
   *
   * @param err where to
   * @param verbose whether what is worth knowing is shown, and not errors alone
   * @param debug whether what helps to find a fault in the program is shown
   */
  public static void show(PrintWriter err, boolean verbose, boolean debug) {
    for (Handler handler : ALL.getHandlers()) {
      ALL.removeHandler(handler);
    }
    ALL.addHandler(new Lines(err));
    ALL.setLevel(debug ? Level.INFO : verbose ? Level.WARNING : Level.SEVERE);
    OURS.setLevel(debug ? Level.FINE : verbose ? Level.INFO : Level.SEVERE);
  }

  /** Writes one line a message. */
  private static final class Lines extends Handler {
    private final PrintWriter err;
    private final SimpleFormatter words = new SimpleFormatter();

    Lines(PrintWriter err) {
      this.err = err;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord log) {
      if (!isLoggable(log)) {
        return;
      }
      String level =
          log.getLevel().intValue() >= Level.SEVERE.intValue()
              ? "Error"
              : log.getLevel().intValue() >= Level.WARNING.intValue()
                  ? "Warning"
                  : log.getLevel().intValue() >= Level.INFO.intValue() ? "Info" : "Debug";
      String text = words.formatMessage(log).lines().findFirst().orElse("");
      err.println(level + " (" + log.getLoggerName() + "): " + text);
      if (log.getThrown() != null && OURS.isLoggable(Level.FINE)) {
        log.getThrown().printStackTrace(err);
      }
      err.flush();
    }

    @Override
    public void flush() {
      err.flush();
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
