package org.kcpfpga.tensor;

/**
 * A mistake of the user's: a file, a key, a value or a tool that is not as it must be.
 *
 * <p>The message is one line of the form {@code where: what: value (expected: ...)}; the command line
 * prints it without a stack trace and ends with exit code 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Reports {@code message}, one line. */
  public UserError(String message) {
    super(message);
  }

  /** Reports {@code message}, one line, keeping the exception that led to it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /** The one error form: {@code place: value (expected: expectation)}. */
  public static UserError at(String place, Object value, String expectation) {
    return new UserError(place + ": " + value + " (expected: " + expectation + ")");
  }
}
