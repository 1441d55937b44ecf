package org.otium.api;

/** An error that is told to a person: one line on what is wrong and one on what to do. */
public class OtiumException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do about it; empty where nothing can be advised. */
  private final String remedy;

  /**
   * Makes an error.
   *
   * @param what what is wrong, one line
   * @param remedy what to do, one line; may be empty
   */
  public OtiumException(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  /**
   * Makes an error with its cause.
   *
   * @param what what is wrong, one line
   * @param remedy what to do, one line; may be empty
   * @param cause what was thrown underneath
   */
  public OtiumException(String what, String remedy, Throwable cause) {
    super(what, cause);
    this.remedy = remedy;
  }

  /**
   * What to do.
   *
   * @return one line, or an empty string
   */
  public final String remedy() {
    return remedy;
  }

  /**
   * What is wrong.
   *
   * @return one line
   */
  public final String what() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
