package org.otium.api;

/**
 * The user's data or settings cannot be used as they are. Nothing was computed and nothing was
 * written.
 */
public class InvalidInputException extends OtiumException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an error.
   *
   * @param what what is wrong, one line
   * @param remedy what to do, one line; may be empty
   */
  public InvalidInputException(String what, String remedy) {
    super(what, remedy);
  }

  /**
   * Makes an error with its cause.
   *
   * @param what what is wrong, one line
   * @param remedy what to do, one line; may be empty
   * @param cause what was thrown underneath
   */
  public InvalidInputException(String what, String remedy, Throwable cause) {
    super(what, remedy, cause);
  }
}
