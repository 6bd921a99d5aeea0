package org.kcpfpga.fpga;

/** A design that does not become a bitstream; the message is one line. */
public final class BuildFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BuildFailure(String message) {
    super(message);
  }
}
