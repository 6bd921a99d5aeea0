package org.kcpfpga.tensor;

/**
 * A mistake of the user's: a file, a key, a value or a tool that is not as it must be.
 *
 * <p>The message is one line of the form {@code where: what: value (expected: ...)}; the command
 * line prints it without a stack trace and ends with exit code 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_PART = 200;
  private static final int LONGEST_LINE = 2000;

  /** Reports {@code message}; control characters become spaces, so that it stays one line. */
  public UserError(String message) {
    super(oneLine(message));
  }

  /** Reports {@code message}, one line, keeping the exception that led to it. */
  public UserError(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** The one error form: {@code place: value (expected: expectation)}; long values are cut. */
  public static UserError at(String place, Object value, String expectation) {
    return new UserError(place + ": " + cut(value) + " (expected: " + expectation + ")");
  }

  /** The same mistake seen from further out: {@code place: message}. */
  public UserError within(Object place) {
    return new UserError(place + ": " + getMessage(), this);
  }

  private static String cut(Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART) + "...";
  }

  private static String oneLine(String message) {
    String line = message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
  }
}
