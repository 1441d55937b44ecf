package org.otium.app.command;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.otium.app.experiment.Progress;

/**
 * Shows what plugins log with {@link System.Logger} as part of the progress of the command that is
 * running: what users should know as a line of its own, debugging messages as phases of the work.
 * Messages of anything but Otium are for the curious.
 *
 * <p>The JDK makes it when something logs for the first time.
 */
public final class PluginMessages extends System.LoggerFinder {
  private static final AtomicReference<Optional<Progress>> SHOWN =
      new AtomicReference<>(Optional.empty());

  /** Called by the JDK. */
  public PluginMessages() {}

  /**
   * Shows messages from now on as part of a progress.
   *
   * @param progress is told of them
   */
  static void showOn(Progress progress) {
    SHOWN.set(Optional.of(progress));
  }

  /** Shows no messages any more. */
  static void hide() {
    SHOWN.set(Optional.empty());
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Messages(name);
  }

  private record Messages(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return SHOWN.get().isPresent() && level.compareTo(Level.DEBUG) >= 0 && level != Level.OFF;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (message != null && isLoggable(level)) {
        SHOWN.get().ifPresent(progress -> tell(progress, level, message));
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        Object... parameters) {
      boolean plain = format == null || parameters == null || parameters.length == 0;
      log(
          level,
          bundle,
          plain ? format : new MessageFormat(format, Locale.ROOT).format(parameters),
          (Throwable) null);
    }

    private void tell(Progress progress, Level level, String message) {
      if (!name.startsWith("org.otium")) {
        progress.detail(message);
      } else if (level == Level.DEBUG) {
        progress.phase(message);
      } else {
        progress.note(message);
      }
    }
  }
}
