package org.otium.app.plugins;

import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.otium.spi.Provider;

/** Calls into the code of plugins. */
final class PluginCalls {
  private PluginCalls() {}

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
