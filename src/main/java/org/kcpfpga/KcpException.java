package org.kcpfpga;

import java.util.function.Supplier;
import org.kcpfpga.common.UserError;

/**
 * A mistake in what the caller gave: a file, a number, a shape, a missing tool. The message is one
 * line that names the place, the value found and what was expected.
 */
public final class KcpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private KcpException(UserError cause) {
    super(cause.getMessage(), cause);
  }

  /** What the supplier gives; a mistake of the caller comes as this exception. */
  static <T> T guarded(Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (UserError e) {
      throw new KcpException(e);
    }
  }
}
