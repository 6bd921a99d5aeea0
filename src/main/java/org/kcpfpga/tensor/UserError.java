package org.kcpfpga.tensor;

/**
 * A mistake of the user's: a file, a key, a value or a tool that is not as it must be.
 *
 * <p>The message is one line of the form {@code where: what: value (expected: ...)}; the command
 * line prints it without a stack trace and ends with exit code 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_PLACE = 1000;
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

  /** The one error form: {@code place: value (expected: expectation)}; long parts are cut. */
  public static UserError at(String place, Object value, String expectation) {
    String shown = cut(String.valueOf(value), LONGEST_PART);
    return new UserError(
        cut(place, LONGEST_PLACE) + ": " + shown + " (expected: " + expectation + ")");
  }

  /** The same mistake seen from further out: {@code place: message}. */
  public UserError within(Object place) {
    return new UserError(place + ": " + getMessage(), this);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }

  private static String oneLine(String message) {
    // \p{Cc} has the control characters above 127 too, which terminals obey
    return cut(message.replaceAll("[\\p{Cc}\\u2028\\u2029]", " "), LONGEST_LINE);
  }
}
