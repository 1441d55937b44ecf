package org.otium.app.logging;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.otium.app.experiment.Progress;

/**
 * Where log messages go. The code of the program logs by {@link System.Logger}, which the platform
 * hands to {@code java.util.logging}, as libraries that use that do; all of it comes out here, on
 * standard error, a line each. Plugins that bring SLF4J bring a binding of it as well; with {@code
 * slf4j-jdk14} their messages come out here too.
 *
 * <p>What a plugin of the program logs as a warning is for the user of any command, such as that a
 * library is unpacked first; debugging messages are phases of the work of a command that shows its
 * progress.
 */
public final class Logs {
  /** The loggers of the program, kept so that their levels stay. */
  private static final Logger OURS = Logger.getLogger("org.otium");

  private static final Logger ALL = Logger.getLogger("");
  private static final AtomicReference<Optional<Progress>> BESIDE =
      new AtomicReference<>(Optional.empty());

  private Logs() {}

  /**
   * Decides what is shown.
   *
   * @param err where to
   * @param verbose whether what is worth knowing is shown, and not only what everybody needs
   * @param debug whether what helps to find a fault in the program is shown
   */
  public static void show(PrintWriter err, boolean verbose, boolean debug) {
    for (Handler handler : ALL.getHandlers()) {
      ALL.removeHandler(handler);
    }
    Level ours = debug ? Level.FINE : verbose ? Level.INFO : Level.WARNING;
    ALL.addHandler(new Lines(err, ours));
    ALL.setLevel(debug ? Level.INFO : verbose ? Level.WARNING : Level.SEVERE);
    OURS.setLevel(Level.FINE);
  }

  /**
   * Shows messages as part of a progress, so that they do not run into it.
   *
   * @param progress is told of them; empty once there is none any more
   */
  public static void beside(Optional<Progress> progress) {
    BESIDE.set(progress);
  }

  /** Writes one line a message. */
  private static final class Lines extends Handler {
    private final PrintWriter err;
    private final Level ours;
    private final SimpleFormatter words = new SimpleFormatter();

    Lines(PrintWriter err, Level ours) {
      this.err = err;
      this.ours = ours;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord log) {
      if (!isLoggable(log)) {
        return;
      }
      String name = String.valueOf(log.getLoggerName());
      boolean isOurs = name.startsWith("org.otium");
      int level = log.getLevel().intValue();
      String text = words.formatMessage(log).lines().findFirst().orElse("");
      if (isOurs && level < ours.intValue()) {
        if (level < Level.INFO.intValue()) {
          BESIDE.get().ifPresent(progress -> progress.phase(text));
        }
        return;
      }
      if (isOurs && log.getLevel().equals(Level.WARNING)) {
        tell(text);
      } else {
        tell(word(level) + " (" + name + "): " + text);
      }
      if (log.getThrown() != null && ours.equals(Level.FINE)) {
        log.getThrown().printStackTrace(err);
      }
      err.flush();
    }

    private void tell(String line) {
      BESIDE.get().ifPresentOrElse(progress -> progress.note(line), () -> err.println(line));
    }

    private static String word(int level) {
      return level >= Level.SEVERE.intValue()
          ? "Error"
          : level >= Level.WARNING.intValue()
              ? "Warning"
              : level >= Level.INFO.intValue() ? "Info" : "Debug";
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
