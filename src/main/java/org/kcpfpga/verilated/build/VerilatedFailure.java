package org.kcpfpga.verilated.build;

/**
 * A design that could not be built, or that stopped: a Verilog error, an assertion that fired, a
 * broken protocol. The message says where; it is a finding about the design, not a user's mistake.
 */
public class VerilatedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Fails with {@code message}. */
  public VerilatedFailure(String message) {
    super(message);
  }

  /** Fails with {@code message}, keeping what led to it. */
  public VerilatedFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
