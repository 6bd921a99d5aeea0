package org.kcpfpga.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

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

  /** A file that the system refuses: {@code file: cannot be read: permission denied}. */
  public static UserError of(Path file, String what, IOException refusal) {
    return new UserError(file + ": " + what + ": " + reason(refusal), refusal);
  }

  /** What the system says of a file, in words and without the file's name. */
  public static String reason(IOException refusal) {
    if (refusal instanceof NoSuchFileException) {
      return "no such file";
    }
    if (refusal instanceof AccessDeniedException) {
      return "permission denied";
    }
    String said =
        refusal instanceof FileSystemException file ? file.getReason() : refusal.getMessage();
    return Objects.requireNonNullElse(said, refusal.getClass().getSimpleName());
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
