package org.otium.app.plugins;

import java.util.ServiceConfigurationError;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.otium.api.OtiumException;
import org.otium.spi.Provider;

/** Calls into the code of plugins. */
final class PluginCalls {
  /** System property: after how many seconds a plugin that does not answer is given up. */
  static final String PATIENCE = "otium.plugin-seconds";

  private static final long USUAL_PATIENCE = 60;

  private PluginCalls() {}

  /** A plugin that did not answer. */
  static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Silent(String reason) {
      super(reason);
    }
  }

  /**
   * Calls code of a plugin that the program has not come to know yet, and gives up after a while: a
   * plugin that hangs when it is loaded must not keep the others from work. Its thread is left
   * behind and ends with the program.
   *
   * @throws Silent if it did not answer
   */
  static <T> T inTime(ClassLoader loader, Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(() -> inContextOf(loader, call));
    Thread.ofPlatform().daemon().name("otium-plugin").start(task);
    long seconds = Long.getLong(PATIENCE, USUAL_PATIENCE);
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new Silent(
          "it did not answer within "
              + seconds
              + " s; mend or remove it, or give it more time with OTIUM_JAVA_OPTS=-D"
              + PATIENCE
              + "="
              + 10 * seconds);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OtiumException("a plugin was interrupted", "Run it again.", e);
    }
  }

  /**
   * Calls a provider with its class loader as the context, where libraries look for their own
   * services.
   */
  static <T> T inContextOf(Provider<?, ?> provider, Supplier<T> call) {
    return inContextOf(provider.getClass().getClassLoader(), call);
  }

  static <T> T inContextOf(ClassLoader loader, Supplier<T> call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What went wrong, for a reader who does not see the stack trace. */
  static String words(Throwable failure) {
    Throwable cause = failure.getCause();
    if (failure instanceof Silent) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof NoClassDefFoundError && failure.getMessage() != null) {
      return "class "
          + failure.getMessage().replace('/', '.')
          + " is missing or cannot be initialised; add the jar that holds it";
    }
    if (failure instanceof ExceptionInInitializerError && cause != null) {
      return "a static initialiser failed: " + words(cause);
    }
    if (failure instanceof ServiceConfigurationError) {
      if (cause != null) {
        return "its constructor failed: " + words(cause);
      }
      // "service: what is wrong"
      String message = String.valueOf(failure.getMessage());
      return message.substring(message.indexOf(": ") + 1).strip();
    }
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? type
        : type + ": " + message.lines().findFirst().orElse("");
  }
}
