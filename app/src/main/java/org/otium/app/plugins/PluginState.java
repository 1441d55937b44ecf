package org.otium.app.plugins;

/** Whether a plugin can be used. */
public sealed interface PluginState {
  /**
   * The state in one word.
   *
   * @return {@code ready}, {@code unavailable} or {@code quarantined}
   */
  String word();

  /**
   * Why it cannot be used.
   *
   * @return what is wrong and what to do; empty if it can
   */
  String reason();

  /** It can be used. */
  record Ready() implements PluginState {
    @Override
    public String word() {
      return "ready";
    }

    @Override
    public String reason() {
      return "";
    }
  }

  /**
   * It is sound but cannot work on this machine.
   *
   * @param reason in its own words
   */
  record Unavailable(String reason) implements PluginState {
    @Override
    public String word() {
      return "unavailable";
    }
  }

  /**
   * It was refused.
   *
   * @param reason what is wrong with it and what to do
   */
  record Quarantined(String reason) implements PluginState {
    @Override
    public String word() {
      return "quarantined";
    }
  }
}
