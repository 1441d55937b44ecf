package org.otium.spi;

/**
 * Whether a plugin can work on this machine.
 *
 * @param isAvailable whether it can
 * @param reason why not; empty if it can
 */
public record Availability(boolean isAvailable, String reason) {
  private static final Availability YES = new Availability(true, "");

  /**
   * It can.
   *
   * @return available
   */
  public static Availability yes() {
    return YES;
  }

  /**
   * It cannot.
   *
   * @param reason why not, one line
   * @return unavailable
   */
  public static Availability no(String reason) {
    return new Availability(false, reason);
  }
}
